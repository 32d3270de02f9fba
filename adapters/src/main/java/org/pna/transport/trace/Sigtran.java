package org.pna.transport.trace;

/**
 * What M3UA, M2UA and M2PA have in common: a header of version, class, type and length (RFC 4666
 * clause 1.3.2 and its sisters), then parameters of tag, length and value.
 */
final class Sigtran {
  static final int HEADER = 8;

  /** Longest message believed: one parameter of 65,535 octets and small ones beside it. */
  static final int MAX_LENGTH = 70_000;

  static final int BROKEN = -1;
  static final int ABSENT = -2;

  private Sigtran() {}

  /** Length with header of the message at {@code from}; -1 if no such message begins there. */
  static int messageLength(byte[] octets, int from) {
    int length = Octets.int32(octets, from + 4);
    return Octets.u16(octets, from) == 0x0100 && length >= HEADER && length <= MAX_LENGTH
        ? length
        : -1;
  }

  static int messageClass(byte[] octets, int from) {
    return Octets.u8(octets, from + 2);
  }

  static int messageType(byte[] octets, int from) {
    return Octets.u8(octets, from + 3);
  }

  /** Whether class and type are assigned in the M3UA family (RFC 4666 clause 3.1.2). */
  static boolean isAssigned(int messageClass, int type) {
    return switch (messageClass) {
      case 0 -> type <= 1;
      case 1 -> type == 1;
      case 2 -> type >= 1 && type <= 6;
      case 3 -> type >= 1 && type <= 6;
      case 4 -> type >= 1 && type <= 4;
      case 9 -> type >= 1 && type <= 4;
      default -> false;
    };
  }

  /**
   * Where the parameter of that tag begins, with its header; {@link #BROKEN} if a length before it
   * is impossible, {@link #ABSENT} if there is none.
   */
  static int parameter(byte[] octets, int from, int to, int tag) {
    int at = from;
    while (to - at >= 4) {
      int length = Octets.u16(octets, at + 2);
      if (length < 4 || length > to - at) {
        return BROKEN;
      }
      if (Octets.u16(octets, at) == tag) {
        return at;
      }
      at += (length + 3) & ~3;
    }
    return ABSENT;
  }
}
