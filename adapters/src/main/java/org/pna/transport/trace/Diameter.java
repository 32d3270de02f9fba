package org.pna.transport.trace;

import org.pna.transport.diameter.codec.DiameterMessage;

/** Where Diameter messages begin and end (RFC 6733 clause 3). */
final class Diameter {
  static final int HEADER = DiameterMessage.HEADER;

  /** Longest message believed; those of Sh have at most some 64 KiB of data. */
  static final int MAX_LENGTH = 1 << 20;

  private static final int AVP_HEADER = 8;
  private static final int REQUEST_AND_ERROR = 0xA0;
  private static final int RESERVED_FLAGS = 0x0F;

  /** Lower codes are those of RADIUS (RFC 6733 clause 11.2.1). */
  private static final int FIRST_COMMAND = 257;

  private Diameter() {}

  /** Length with header of the message at {@code from}; -1 if no such message begins there. */
  static int messageLength(byte[] octets, int from) {
    int length = DiameterMessage.length(Octets.int32(octets, from));
    return length <= MAX_LENGTH ? length : -1;
  }

  /**
   * Whether octets are one message after the other, as far as there are any: each with a header
   * that a message may have, and a first AVP that fits into it.
   */
  static boolean startsMessage(byte[] octets, int from, int to) {
    int at = from;
    while (to - at >= HEADER) {
      int length = messageLength(octets, at);
      if (length < 0 || !isHeader(octets, at) || !isAvp(octets, at, length, to)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static boolean isHeader(byte[] octets, int at) {
    int flags = Octets.u8(octets, at + 4);
    int command = Octets.int32(octets, at + 4) & 0xFFFFFF;
    return command >= FIRST_COMMAND
        && (flags & RESERVED_FLAGS) == 0
        && (flags & REQUEST_AND_ERROR) != REQUEST_AND_ERROR;
  }

  private static boolean isAvp(byte[] octets, int at, int length, int to) {
    int avp = at + HEADER;
    if (length == HEADER || to - avp < AVP_HEADER) {
      return true;
    }
    int octetsOfAvp = Octets.int32(octets, avp + 4) & 0xFFFFFF;
    return octetsOfAvp >= AVP_HEADER && octetsOfAvp <= length - HEADER;
  }
}
