package org.pna.transport.trace;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/** Decodes SCCP party addresses (Q.713 clause 3.4). */
final class PartyAddress {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FILLER = 15;

  private PartyAddress() {}

  /**
   * Decodes the address in {@code from} to before {@code to}.
   *
   * @param mtpPointCode taken when the address has none of its own; -1 if there is none either
   * @return the address, or null when it ends before what its indicator announces
   */
  static @Nullable SccpAddress decode(byte[] octets, int from, int to, int mtpPointCode) {
    if (from == to) {
      return new SccpAddress(null, mtpPointCode, 0);
    }
    int indicator = Octets.u8(octets, from);
    int at = from + 1;
    int pointCode = mtpPointCode;
    if ((indicator & 1) != 0) {
      if (to - at < 2) {
        return null;
      }
      pointCode = Octets.u16Little(octets, at) & 0x3FFF;
      at += 2;
    }
    int subsystem = 0;
    if ((indicator & 2) != 0) {
      if (to - at < 1) {
        return null;
      }
      subsystem = Octets.u8(octets, at++);
    }
    int globalTitleIndicator = (indicator >> 2) & 0xF;
    int header = headerLength(globalTitleIndicator);
    if (to - at < header) {
      return null;
    }
    String digits =
        header == 0
            ? null
            : digits(octets, at + header, to, isOdd(globalTitleIndicator, octets, at));
    return new SccpAddress(digits, pointCode, subsystem);
  }

  /** Octets of a global title in front of its digits; 0 when there is none that we know. */
  private static int headerLength(int globalTitleIndicator) {
    return switch (globalTitleIndicator) {
      case 1, 2 -> 1;
      case 3 -> 2;
      case 4 -> 3;
      default -> 0;
    };
  }

  private static boolean isOdd(int globalTitleIndicator, byte[] octets, int at) {
    return switch (globalTitleIndicator) {
      case 1 -> (Octets.u8(octets, at) & 0x80) != 0;
      case 3, 4 -> (Octets.u8(octets, at + 1) & 0xF) == 1;
      default -> false;
    };
  }

  private static @Nullable String digits(byte[] octets, int from, int to, boolean odd) {
    int count = 2 * (to - from);
    if (count == 0) {
      return null;
    }
    byte[] text = new byte[count];
    for (int i = 0; i < count; i++) {
      int octet = octets[from + (i >> 1)];
      text[i] = DIGITS[((i & 1) == 0 ? octet : octet >> 4) & 0xF];
    }
    if (odd || ((octets[to - 1] >> 4) & 0xF) == FILLER) {
      count--;
    }
    return new String(text, 0, count, StandardCharsets.ISO_8859_1);
  }
}
