package org.pna.transport.trace;

import java.util.List;
import org.pna.transport.trace.WaitingTable.Age;

/**
 * TCP (RFC 9293): finds the streams of its protocols, by their ports or by how they begin. At most
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

  private final List<StreamProtocol> protocols;
  private final TraceListener listener;
  private final WaitingTable<Ends, TcpStream> streams =
      new WaitingTable<>(MAX_STREAMS, MAX_OCTETS, Age.OF_USE, TcpStream::end);

  /**
   * @param protocols asked in this order whose ports a stream has; the last is told by how a stream
   *     begins, too
   */
  Tcp(List<StreamProtocol> protocols, TraceListener listener) {
    this.protocols = List.copyOf(protocols);
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
    Ends key = Ends.of(ip, ports);
    TcpStream stream = streams.get(key);
    if (stream == null) {
      if (payload == to && !opens) {
        return;
      }
      stream = stream(key);
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

  private TcpStream stream(Ends ends) {
    for (StreamProtocol protocol : protocols) {
      if (protocol.ownsPort(ends.ports() >>> 16) || protocol.ownsPort(ends.ports() & 0xFFFF)) {
        return new TcpStream(protocol.between(ends), true, listener);
      }
    }
    StreamProtocol last = protocols.get(protocols.size() - 1);
    return new TcpStream(last.between(ends), false, listener);
  }

  void finish() {
    streams.dropOldestWhile(any -> true);
  }

  /** The stream itself notices the gap. */
  @Override
  public void incomplete(Arrival at, byte[] octets) {}
}
