package org.pna.transport.diameter.codec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;

/**
 * Octets of MAP as Sh has them: in base64 in the document (TS 29.328 annex D), digits as TBCD in
 * the AVP MSISDN (TS 29.329 clause 6.3.2).
 */
final class MapOctets {
  private static final int FILLER = 0xf;
  private static final int MOST_DIGITS = 15;
  private static final int E164 = 1;

  private MapOctets() {}

  /** CGI or SAI, seven octets. */
  static Cell cell(String text, String name, boolean serviceArea) throws MalformedMessageException {
    byte[] octets = octets(text, name, 7, 7);
    return new Cell(area(octets, name), number(octets, 5), serviceArea);
  }

  /**
   * LAI, five octets. The schema wants eight characters of base64 for it, which hold five octets
   * and one sign of filling, or six octets whose last is to be passed over.
   */
  static LocationArea lai(String text, String name) throws MalformedMessageException {
    return area(octets(text, name, 5, 6), name);
  }

  /** RAI, six octets. */
  static RoutingArea rai(String text, String name) throws MalformedMessageException {
    byte[] octets = octets(text, name, 6, 6);
    return new RoutingArea(area(octets, name), octets[5] & 0xff);
  }

  /** ISDN-AddressString: type of address and 1 to 15 digits. */
  static String number(String text, String name) throws MalformedMessageException {
    byte[] octets = octets(text, name, 2, 9);
    if ((octets[0] & 0x8f) != (0x80 | E164)) {
      throw unexpected(name, "not an E.164 number");
    }
    return digits(octets, 1, name);
  }

  /** TBCD digits, 1 to 15. */
  static String digits(byte[] octets, int from, String name) throws MalformedMessageException {
    StringBuilder digits = new StringBuilder(2 * octets.length);
    for (int i = from; i < octets.length && digits.length() <= MOST_DIGITS; i++) {
      int low = octets[i] & 0xf;
      int high = (octets[i] >> 4) & 0xf;
      if (low > 9 || (high > 9 && (high != FILLER || i != octets.length - 1))) {
        throw unexpected(name, "not a decimal digit in octet " + (i + 1));
      }
      digits.append((char) ('0' + low));
      if (high != FILLER) {
        digits.append((char) ('0' + high));
      }
    }
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      throw unexpected(name, "not 1 to " + MOST_DIGITS + " digits");
    }
    return digits.toString();
  }

  /** Digits as TBCD, filled up with F. */
  static byte[] tbcd(String digits) {
    byte[] octets = new byte[(digits.length() + 1) / 2];
    for (int i = 0; i < octets.length; i++) {
      int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : FILLER;
      octets[i] = (byte) ((high << 4) | (digits.charAt(2 * i) - '0'));
    }
    return octets;
  }

  private static byte[] octets(String text, String name, int least, int most)
      throws MalformedMessageException {
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw unexpected(name, "not base64");
    }
    if (octets.length < least || octets.length > most) {
      throw unexpected(name, octets.length + " octets");
    }
    return octets;
  }

  /** TS 24.008 clause 10.5.1.3: the digits of the network, then the area's code. */
  private static LocationArea area(byte[] octets, String name) throws MalformedMessageException {
    String mcc = digit(octets[0], 0, name) + digit(octets[0], 4, name) + digit(octets[1], 0, name);
    String mnc = digit(octets[2], 0, name) + digit(octets[2], 4, name);
    if (((octets[1] >> 4) & 0xf) != FILLER) {
      mnc += digit(octets[1], 4, name);
    }
    return new LocationArea(new Plmn(mcc, mnc), number(octets, 3));
  }

  private static String digit(byte octet, int shift, String name) throws MalformedMessageException {
    int digit = (octet >> shift) & 0xf;
    if (digit > 9) {
      throw unexpected(name, "not a decimal digit in the network code");
    }
    return Integer.toString(digit);
  }

  private static int number(byte[] octets, int at) {
    return ((octets[at] & 0xff) << 8) | (octets[at + 1] & 0xff);
  }

  private static MalformedMessageException unexpected(String name, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, reason);
  }
}
