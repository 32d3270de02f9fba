package org.pna.transport.trace;

import java.util.Arrays;
import org.pna.model.message.map.SccpAddress;

/** A message without any lower layer, told by its first octets: TCAP, M3UA, SCCP or MTP3. */
final class BareMessage {
  private static final SccpAddress UNKNOWN = new SccpAddress(null, -1, 0);

  private final M3ua m3ua;
  private final Mtp3 mtp3;
  private final Sccp sccp;
  private final TraceListener listener;

  BareMessage(M3ua m3ua, Mtp3 mtp3, Sccp sccp, TraceListener listener) {
    this.m3ua = m3ua;
    this.mtp3 = mtp3;
    this.sccp = sccp;
    this.listener = listener;
  }

  void message(Arrival at, byte[] octets, int from, int to) {
    int first = Octets.u8(octets, from);
    switch (first) {
      case 0x61, 0x62, 0x64, 0x65, 0x67 ->
          listener.sccp(
              new SccpUnit(at.origin(), UNKNOWN, UNKNOWN, Arrays.copyOfRange(octets, from, to)));
      case 0x01 -> m3ua.message(at, octets, from, to);
      case 0x09, 0x11 -> sccp.message(at, -1, -1, octets, from, to);
      default -> {
        if ((first & 0xF) == 3) {
          mtp3.message(at, octets, from, to);
        } else {
          listener.malformed(at.place(), "neither TCAP, SCCP, MTP3 nor M3UA");
        }
      }
    }
  }
}
