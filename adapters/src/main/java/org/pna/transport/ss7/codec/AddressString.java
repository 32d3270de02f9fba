package org.pna.transport.ss7.codec;

import java.nio.charset.StandardCharsets;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** TBCD-STRING, IMSI and ISDN-AddressString (TS 29.002 clauses 17.7.8 and 17.7.13). */
final class AddressString {
  private static final int NO_EXTENSION = 0x80;
  private static final int UNKNOWN = 0;
  private static final int INTERNATIONAL = 1;
  private static final int E164 = 1;
  private static final int FILLER = 0xf;

  private AddressString() {}

  /** IMSI: 5 to 15 digits in 3 to 8 octets. */
  static String imsi(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 3, 8);
    String digits = digits(element, 0, name);
    if (digits.length() < 5 || digits.length() > 15) {
      throw unexpected(name, digits.length() + " digits, not 5 to 15");
    }
    return digits;
  }

  /**
   * The subscriber's number: 1 to 15 international digits. A nature of address other than
   * international or unknown is refused: its country is not known, and an identity is never
   * guessed.
   */
  static String msisdn(BerReader element, String name) throws MalformedMessageException {
    String digits = number(element, name);
    int nature = (element.octet(0) >> 4) & 7;
    if (nature != INTERNATIONAL && nature != UNKNOWN) {
      throw unexpected(name, "nature of address " + nature + ", not international");
    }
    return digits;
  }

  /** A node's number: 1 to 15 E.164 digits of whatever nature. */
  static String number(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 1, 9);
    int type = element.octet(0);
    if ((type & NO_EXTENSION) == 0) {
      throw unexpected(name, "extended type of address");
    }
    if ((type & 0xf) != E164) {
      throw unexpected(name, "numbering plan " + (type & 0xf) + ", not E.164");
    }
    String digits = digits(element, 1, name);
    if (digits.isEmpty() || digits.length() > 15) {
      throw unexpected(name, digits.length() + " digits, not 1 to 15");
    }
    return digits;
  }

  private static String digits(BerReader element, int from, String name)
      throws MalformedMessageException {
    int octets = element.length();
    byte[] digits = new byte[2 * (octets - from)];
    int count = 0;
    for (int i = from; i < octets; i++) {
      int octet = element.octet(i);
      int low = octet & 0xf;
      int high = octet >> 4;
      if (low > 9 || (high > 9 && (high != FILLER || i != octets - 1))) {
        throw unexpected(name, "not a decimal digit in octet " + (i + 1));
      }
      digits[count++] = (byte) ('0' + low);
      if (high != FILLER) {
        digits[count++] = (byte) ('0' + high);
      }
    }
    return new String(digits, 0, count, StandardCharsets.ISO_8859_1);
  }

  /** Digits as TBCD, low nibble first, filled up with F. */
  static byte[] tbcd(String digits) {
    byte[] octets = new byte[(digits.length() + 1) / 2];
    for (int i = 0; i < octets.length; i++) {
      int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : FILLER;
      octets[i] = (byte) ((high << 4) | (digits.charAt(2 * i) - '0'));
    }
    return octets;
  }

  /** An international E.164 number under a tag. */
  static byte[] international(int tag, String digits) {
    byte[] type = {(byte) (NO_EXTENSION | (INTERNATIONAL << 4) | E164)};
    return BerWriter.element(tag, type, tbcd(digits));
  }

  private static MalformedMessageException unexpected(String name, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, reason);
  }
}
