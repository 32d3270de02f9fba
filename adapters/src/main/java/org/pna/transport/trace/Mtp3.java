package org.pna.transport.trace;

/**
 * MTP level 3 messages with ITU routing label, 14-bit point codes (Q.704 clause 2.2): SCCP goes on.
 */
final class Mtp3 {
  private static final int SCCP = 3;
  private static final int HEADER = 5;
  private static final int POINT_CODE = 0x3FFF;

  private final Sccp sccp;
  private final TraceListener listener;

  Mtp3(Sccp sccp, TraceListener listener) {
    this.sccp = sccp;
    this.listener = listener;
  }

  /** From the service information octet on. */
  void message(Arrival at, byte[] octets, int from, int to) {
    if (from >= to || (Octets.u8(octets, from) & 0xF) != SCCP) {
      return;
    }
    if (to - from <= HEADER) {
      listener.malformed(at.place(), "MTP3 message is cut off");
      return;
    }
    int label = Octets.int32Little(octets, from + 1);
    int dpc = label & POINT_CODE;
    int opc = (label >>> 14) & POINT_CODE;
    sccp.message(at, opc, dpc, octets, from + HEADER, to);
  }
}
