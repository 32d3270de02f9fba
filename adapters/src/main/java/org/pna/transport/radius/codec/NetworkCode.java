package org.pna.transport.radius.codec;

import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Plmn;

/** PLMN codes in octets and in text. */
final class NetworkCode {
  private static final int FILLER = 0xf;

  private NetworkCode() {}

  /**
   * Three octets of a value (TS 24.008 clause 10.5.1.3): the filler nibble tells a network code of
   * two digits.
   *
   * @param at index of the first of them
   */
  static Plmn octets(AttributeReader value, int at, String name) throws MalformedMessageException {
    int first = value.octet(at);
    int second = value.octet(at + 1);
    int third = value.octet(at + 2);
    StringBuilder mcc = new StringBuilder(3);
    digit(mcc, first & 0xf, name);
    digit(mcc, first >> 4, name);
    digit(mcc, second & 0xf, name);
    StringBuilder mnc = new StringBuilder(3);
    digit(mnc, third & 0xf, name);
    digit(mnc, third >> 4, name);
    if (second >> 4 != FILLER) {
      digit(mnc, second >> 4, name);
    }
    return new Plmn(mcc.toString(), mnc.toString());
  }

  private static void digit(StringBuilder digits, int digit, String name)
      throws MalformedMessageException {
    if (digit > 9) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, name, "not a decimal digit in the network code");
    }
    digits.append((char) ('0' + digit));
  }

  /** A value of five or six digits: its length tells that of the network code. */
  static Plmn digits(AttributeReader value, String name) throws MalformedMessageException {
    String digits = value.digits(name, 5, 6);
    return new Plmn(digits.substring(0, 3), digits.substring(3));
  }
}
