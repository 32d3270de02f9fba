package org.pna.transport.trace;

/**
 * M3UA (RFC 4666) over SCTP and over TCP: the SCCP message in a DATA message goes on, all other
 * messages are frames only.
 */
final class M3ua implements SctpUser, StreamProtocol {
  private static final int TRANSFER = 1;
  private static final int DATA = 1;
  private static final int PROTOCOL_DATA = 0x0210;
  private static final int ROUTING_LABEL = 12;
  private static final int SCCP = 3;

  private final Sccp sccp;
  private final TraceListener listener;

  M3ua(Sccp sccp, TraceListener listener) {
    this.sccp = sccp;
    this.listener = listener;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return true;
  }

  @Override
  public void message(Arrival at, int ports, byte[] octets, int from, int to) {
    message(at, octets, from, to);
  }

  @Override
  public void message(Arrival at, byte[] octets, int from, int to) {
    int length = to - from < Sigtran.HEADER ? -1 : Sigtran.messageLength(octets, from);
    if (length < 0 || length > to - from) {
      listener.malformed(at.place(), "M3UA header is not valid");
    } else if (Sigtran.messageClass(octets, from) == TRANSFER
        && Sigtran.messageType(octets, from) == DATA) {
      data(at, octets, from + Sigtran.HEADER, from + length);
    }
  }

  private void data(Arrival at, byte[] octets, int from, int to) {
    int parameter = Sigtran.parameter(octets, from, to, PROTOCOL_DATA);
    if (parameter == Sigtran.ABSENT) {
      // Drafts before the RFC had other parameters; nothing says that this one is broken.
      return;
    }
    int value = parameter + 4;
    int end = parameter < 0 ? -1 : parameter + Octets.u16(octets, parameter + 2);
    if (end - value < ROUTING_LABEL) {
      listener.malformed(at.place(), "M3UA DATA without valid Protocol Data");
    } else if (Octets.u8(octets, value + 8) == SCCP) {
      int opc = Octets.int32(octets, value);
      int dpc = Octets.int32(octets, value + 4);
      sccp.message(at, opc, dpc, octets, value + ROUTING_LABEL, end);
    }
  }

  @Override
  public int headerLength() {
    return Sigtran.HEADER;
  }

  @Override
  public boolean ownsPort(int port) {
    return port >= 2904 && port <= 2906;
  }

  /** Looks also at the messages that follow, as far as there are octets. */
  @Override
  public boolean startsMessage(byte[] octets, int from, int to) {
    int at = from;
    while (to - at >= Sigtran.HEADER) {
      int length = Sigtran.messageLength(octets, at);
      if (length < 0
          || !Sigtran.isAssigned(
              Sigtran.messageClass(octets, at), Sigtran.messageType(octets, at))) {
        return false;
      }
      at += length;
    }
    return true;
  }

  @Override
  public int messageLength(byte[] octets, int from, int to) {
    return to - from < Sigtran.HEADER ? 0 : Sigtran.messageLength(octets, from);
  }
}
