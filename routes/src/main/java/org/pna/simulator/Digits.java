package org.pna.simulator;

/** Digits two to an octet, the first in the low half (Q.713 clause 3.4.2.3.1, TBCD). */
final class Digits {
  private Digits() {}

  /**
   * Packs decimal digits.
   *
   * @param filler what stands in the last high half when the number of digits is odd, 0 to 15
   */
  static byte[] pack(String digits, int filler) {
    byte[] packed = new byte[(digits.length() + 1) / 2];
    for (int i = 0; i < packed.length; i++) {
      int low = digits.charAt(2 * i) - '0';
      int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : filler;
      packed[i] = (byte) (high << 4 | low);
    }
    return packed;
  }

  /** The hexadecimal digits of all octets from a place on. */
  static String unpack(byte[] octets, int from) {
    StringBuilder digits = new StringBuilder();
    for (int i = from; i < octets.length; i++) {
      digits.append(Character.forDigit(octets[i] & 0x0f, 16));
      digits.append(Character.forDigit(octets[i] >> 4 & 0x0f, 16));
    }
    return digits.toString();
  }
}
