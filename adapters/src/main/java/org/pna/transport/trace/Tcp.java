package org.pna.transport.trace;

import org.pna.transport.trace.WaitingTable.Age;

/**
 * TCP (RFC 9293): finds the streams of one protocol, by its ports or by how they begin. At most
 * {@link #MAX_STREAMS} streams and {@link #MAX_OCTETS} octets of them are kept, each direction
 * being a stream; the one unused longest goes.
 */
final class Tcp implements IpUser {
  static final int MAX_STREAMS = 16_384;
  static final int MAX_OCTETS = 32 << 20;

  private static final int HEADER = 20;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;

  private final StreamProtocol protocol;
  private final TraceListener listener;
  private final WaitingTable<Key, TcpStream> streams =
      new WaitingTable<>(MAX_STREAMS, MAX_OCTETS, Age.OF_USE, TcpStream::end);

  private record Key(
      long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int ports) {}

  Tcp(StreamProtocol protocol, TraceListener listener) {
    this.protocol = protocol;
    this.listener = listener;
  }

  @Override
  public void packet(Arrival at, IpPacket ip, byte[] octets, int from, int to) {
    if (to - from < HEADER) {
      return;
    }
    int payload = from + (Octets.u8(octets, from + 12) >> 4) * 4;
    int flags = Octets.u8(octets, from + 13);
    if (payload < from + HEADER || payload > to) {
      return;
    }
    boolean opens = (flags & SYN) != 0;
    int ports = Octets.int32(octets, from);
    var key = new Key(ip.sourceHigh, ip.sourceLow, ip.destinationHigh, ip.destinationLow, ports);
    TcpStream stream = streams.get(key);
    if (stream == null) {
      if (payload == to && !opens) {
        return;
      }
      boolean expected = protocol.ownsPort(ports >>> 16) || protocol.ownsPort(ports & 0xFFFF);
      stream = new TcpStream(protocol, expected, listener);
      streams.put(key, stream);
    }
    int before = stream.octets();
    int sequence = Octets.int32(octets, from + 4);
    if (opens) {
      stream.open(++sequence);
    }
    if ((flags & RST) != 0) {
      stream.end();
    } else {
      stream.segment(at, sequence, octets, payload, to, ip.missing);
      if ((flags & FIN) != 0) {
        stream.endAt(sequence + to - payload + ip.missing);
      }
    }
    if (stream.octets() != before) {
      streams.recount(key);
    }
  }

  void finish() {
    streams.dropOldestWhile(any -> true);
  }

  /** The stream itself notices the gap. */
  @Override
  public void incomplete(Arrival at, byte[] octets) {}
}
