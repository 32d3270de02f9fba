package org.pna.transport.trace;

/** MTP level 2 signal units (Q.703): message signal units go on, the others only keep the link. */
final class Mtp2 {
  private static final int PSEUDO_HEADER = 4;
  private static final int HEADER = 3;

  /** Q.703 annex A, for 2 Mbit/s links: sequence numbers and length of two octets each. */
  private static final int ANNEX_A_HEADER = 6;

  private final Mtp3 mtp3;

  Mtp2(Mtp3 mtp3) {
    this.mtp3 = mtp3;
  }

  /** With direction, annex A flag and link number in front (LINKTYPE_MTP2_WITH_PHDR). */
  void unitWithPseudoHeader(Arrival at, byte[] octets, int from, int to) {
    if (to - from < PSEUDO_HEADER) {
      return;
    }
    int start = from + PSEUDO_HEADER;
    if (Octets.u8(octets, from + 1) == 1) {
      if (to - start > ANNEX_A_HEADER) {
        int length = Octets.u16Little(octets, start + 4) & 0x1FF;
        user(at, octets, start + ANNEX_A_HEADER, to, length);
      }
    } else {
      unit(at, octets, start, to);
    }
  }

  void unit(Arrival at, byte[] octets, int from, int to) {
    if (to - from > HEADER) {
      user(at, octets, from + HEADER, to, Octets.u8(octets, from + 2) & 0x3F);
    }
  }

  private void user(Arrival at, byte[] octets, int from, int to, int lengthIndicator) {
    // 0 is a fill-in signal unit, 1 and 2 are link status.
    if (lengthIndicator > 2) {
      mtp3.message(at, octets, from, to);
    }
  }
}
