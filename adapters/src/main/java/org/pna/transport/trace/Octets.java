package org.pna.transport.trace;

/** Unsigned big-endian numbers in an octet array. Callers have checked the bounds. */
final class Octets {
  private Octets() {}

  static int u8(byte[] octets, int at) {
    return octets[at] & 0xFF;
  }

  static int u16(byte[] octets, int at) {
    return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
  }

  static int u16Little(byte[] octets, int at) {
    return (octets[at] & 0xFF) | ((octets[at + 1] & 0xFF) << 8);
  }

  /** All 32 bits, as a signed int. */
  static int int32(byte[] octets, int at) {
    return (u16(octets, at) << 16) | u16(octets, at + 2);
  }

  static int int32Little(byte[] octets, int at) {
    return u16Little(octets, at) | (u16Little(octets, at + 2) << 16);
  }

  static long int64(byte[] octets, int at) {
    return ((long) int32(octets, at) << 32) | (int32(octets, at + 4) & 0xFFFFFFFFL);
  }
}
