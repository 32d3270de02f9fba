package org.pna.transport.trace;

/** M2UA (RFC 3331): the MTP3 message in a Data message goes on. */
final class M2ua implements SctpUser {
  private static final int MAUP = 6;
  private static final int DATA = 1;
  private static final int PROTOCOL_DATA_1 = 0x0300;
  private static final int PROTOCOL_DATA_2 = 0x0301;

  private final Mtp3 mtp3;
  private final TraceListener listener;

  M2ua(Mtp3 mtp3, TraceListener listener) {
    this.mtp3 = mtp3;
    this.listener = listener;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return true;
  }

  @Override
  public void message(Arrival at, int ports, byte[] octets, int from, int to) {
    int length = to - from < Sigtran.HEADER ? -1 : Sigtran.messageLength(octets, from);
    if (length < 0 || length > to - from) {
      listener.malformed(at.place(), "M2UA header is not valid");
    } else if (Sigtran.messageClass(octets, from) == MAUP
        && Sigtran.messageType(octets, from) == DATA) {
      data(at, octets, from + Sigtran.HEADER, from + length);
    }
  }

  private void data(Arrival at, byte[] octets, int from, int to) {
    int parameter = Sigtran.parameter(octets, from, to, PROTOCOL_DATA_1);
    int header = 4;
    if (parameter < 0) {
      // The TTC variant has a length indicator in front.
      parameter = Sigtran.parameter(octets, from, to, PROTOCOL_DATA_2);
      header = 5;
    }
    if (parameter < 0) {
      listener.malformed(at.place(), "M2UA Data without valid Protocol Data");
    } else {
      int end = parameter + Octets.u16(octets, parameter + 2);
      mtp3.message(at, octets, Math.min(end, parameter + header), end);
    }
  }
}
