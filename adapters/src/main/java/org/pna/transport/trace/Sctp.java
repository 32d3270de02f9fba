package org.pna.transport.trace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.transport.trace.WaitingTable.Age;

/**
 * SCTP (RFC 9260): user messages out of DATA chunks, each once, put together of their fragments in
 * any order. A direction of an association is told by its ports and verification tag, since a
 * multi-homed association has several addresses. At most {@link #MAX_DIRECTIONS} directions and 16
 * MiB of fragments are kept; the one unused longest goes, its incomplete messages are malformed.
 */
final class Sctp implements IpUser {
  static final int MAX_DIRECTIONS = 1_024;
  static final int MAX_OCTETS = 16 << 20;

  private static final int COMMON_HEADER = 12;
  private static final int DATA = 0;
  private static final int DATA_HEADER = 16;
  private static final int WHOLE = 3;

  private final Map<Integer, SctpUser> users;
  private final TraceListener listener;
  private final WaitingTable<Long, SctpDirection> directions =
      new WaitingTable<>(MAX_DIRECTIONS, MAX_OCTETS, Age.OF_USE, this::dropped);
  private long recentKey;
  private @Nullable SctpDirection recent;

  /**
   * @param users by payload protocol identifier
   */
  Sctp(Map<Integer, SctpUser> users, TraceListener listener) {
    this.users = users;
    this.listener = listener;
  }

  @Override
  public void packet(Arrival at, IpPacket ip, byte[] octets, int from, int to) {
    packet(at, octets, from, to);
  }

  void packet(Arrival at, byte[] octets, int from, int to) {
    int chunk = from + COMMON_HEADER;
    while (chunk + DATA_HEADER <= to) {
      int length = Octets.u16(octets, chunk + 2);
      if (Octets.u8(octets, chunk) == DATA) {
        SctpUser user = users.get(Octets.int32(octets, chunk + 12));
        if (user != null) {
          data(at, user, octets, from, chunk, chunk + length, to);
        }
      }
      if (length < 4) {
        return;
      }
      chunk += (length + 3) & ~3;
    }
  }

  private void data(
      Arrival at, SctpUser user, byte[] octets, int header, int chunk, int end, int to) {
    int payload = chunk + DATA_HEADER;
    if (end <= payload || end > to) {
      if (user.claims(octets, payload, to)) {
        String reason = end > to ? "SCTP DATA chunk is cut off" : "SCTP DATA chunk without data";
        listener.malformed(at.place(), reason);
      }
      return;
    }
    // Both ports, then the verification tag.
    long key = Octets.int64(octets, header);
    SctpDirection direction = direction(key);
    int tsn = Octets.int32(octets, chunk + 4);
    if (!direction.isNew(tsn, octets, chunk + 8, end)) {
      return;
    }
    int flags = Octets.u8(octets, chunk + 1);
    if ((flags & WHOLE) == WHOLE) {
      user.message(at, Octets.int32(octets, header), octets, payload, end);
      return;
    }
    byte[] part = new byte[end - payload];
    System.arraycopy(octets, payload, part, 0, part.length);
    int stream = Octets.int32(octets, chunk + 8);
    int ppid = Octets.int32(octets, chunk + 12);
    fragment(user, direction, new SctpFragment(at, tsn, flags, stream, ppid, part));
  }

  private SctpDirection direction(long key) {
    SctpDirection known = recent;
    if (known != null && key == recentKey) {
      return known;
    }
    SctpDirection direction = directions.get(key);
    if (direction == null) {
      direction = new SctpDirection();
      directions.put(key, direction);
    }
    recentKey = key;
    recent = direction;
    return direction;
  }

  private void fragment(SctpUser user, SctpDirection direction, SctpFragment fragment) {
    List<SctpFragment> message = direction.add(fragment);
    while (direction.overBounds()) {
      incomplete(direction.removeOldest());
    }
    directions.recount(recentKey);
    if (!message.isEmpty()) {
      byte[] whole = join(message);
      user.message(fragment.at(), (int) (recentKey >>> 32), whole, 0, whole.length);
    }
  }

  private static byte[] join(List<SctpFragment> message) {
    byte[] whole = new byte[message.stream().mapToInt(part -> part.payload().length).sum()];
    int at = 0;
    for (SctpFragment part : message) {
      System.arraycopy(part.payload(), 0, whole, at, part.payload().length);
      at += part.payload().length;
    }
    return whole;
  }

  void finish() {
    directions.dropOldestWhile(any -> true);
  }

  private void dropped(SctpDirection direction) {
    if (direction == recent) {
      recent = null;
    }
    List<SctpFragment> message = direction.removeOldest();
    while (!message.isEmpty()) {
      incomplete(message);
      message = direction.removeOldest();
    }
  }

  private void incomplete(List<SctpFragment> message) {
    SctpFragment first = message.get(0);
    Arrival last = first.at();
    for (SctpFragment part : message) {
      last = last.latest(part.at());
      first = part.begins() ? part : first;
    }
    SctpUser user = users.get(first.ppid());
    int known = first.begins() ? first.payload().length : 0;
    if (user != null && user.claims(first.payload(), 0, known)) {
      listener.malformed(last.place(), "SCTP user message with missing fragments");
    }
  }

  @Override
  public void incomplete(Arrival at, byte[] octets) {
    boolean ours = octets.length == 0;
    int chunk = COMMON_HEADER;
    while (!ours && chunk + DATA_HEADER <= octets.length) {
      SctpUser user = users.get(Octets.int32(octets, chunk + 12));
      int length = Octets.u16(octets, chunk + 2);
      ours =
          Octets.u8(octets, chunk) == DATA
              && user != null
              && user.claims(octets, chunk + DATA_HEADER, octets.length);
      if (length < 4) {
        break;
      }
      chunk += (length + 3) & ~3;
    }
    if (ours) {
      listener.malformed(at.place(), "IP datagram with missing fragments");
    }
  }
}
