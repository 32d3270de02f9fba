package org.pna.transport.trace;

import java.util.Map;
import org.pna.transport.trace.WaitingTable.Age;

/**
 * Puts fragmented datagrams together. At most {@link #MAX_DATAGRAMS} and 16 MiB wait, none longer
 * than 30 s by the trace's clock; the oldest goes. Of octets that overlap the first to come stay.
 */
final class IpFragments {
  static final int MAX_DATAGRAMS = 1_024;
  static final int MAX_OCTETS = 16 << 20;

  private static final long PATIENCE_MICROS = 30_000_000;

  private final Map<Integer, IpUser> users;
  private final WaitingTable<Key, Datagram> waiting;

  private record Key(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int identification,
      int protocol) {}

  IpFragments(Map<Integer, IpUser> users) {
    this.users = users;
    this.waiting = new WaitingTable<>(MAX_DATAGRAMS, MAX_OCTETS, Age.OF_ENTRY, this::incomplete);
  }

  /**
   * @param offset of the fragment's first octet in the datagram's payload
   * @param more whether fragments follow it in the datagram
   * @param whole whether it was captured to its end
   */
  void fragment(
      Arrival at,
      IpPacket ip,
      int identification,
      byte[] octets,
      int from,
      int to,
      int offset,
      boolean more,
      boolean whole) {
    waiting.dropOldestWhile(old -> old.begun() + PATIENCE_MICROS < at.clock());
    var key =
        new Key(
            ip.sourceHigh,
            ip.sourceLow,
            ip.destinationHigh,
            ip.destinationLow,
            identification,
            ip.protocol);
    Datagram datagram = waiting.get(key);
    if (datagram == null) {
      datagram = new Datagram(ip.protocol, at);
      waiting.put(key, datagram);
    }
    datagram.add(at, octets, from, to, offset, !more && whole);
    if (datagram.complete()) {
      waiting.remove(key);
      IpUser user = users.get(ip.protocol);
      if (user != null) {
        user.packet(at, ip, datagram.payload(), 0, datagram.length());
      }
    } else {
      waiting.recount(key);
    }
  }

  void finish() {
    waiting.dropOldestWhile(any -> true);
  }

  private void incomplete(Datagram datagram) {
    IpUser user = users.get(datagram.protocol());
    if (user != null) {
      user.incomplete(datagram.last(), datagram.beginning());
    }
  }
}
