package org.pna.transport.ss7.codec;

import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;

/** CGI, SAI, LAI and RAI in octets (TS 29.002 clause 17.7.8, TS 24.008 clause 10.5.1.3). */
final class AreaIdentity {
  private static final String[] TWO_DIGITS = new String[100];
  private static final String[] THREE_DIGITS = new String[1000];

  static {
    for (int i = 0; i < THREE_DIGITS.length; i++) {
      String digits = Integer.toString(1000 + i).substring(1);
      THREE_DIGITS[i] = digits;
      if (i < TWO_DIGITS.length) {
        TWO_DIGITS[i] = digits.substring(1);
      }
    }
  }

  private AreaIdentity() {}

  /** LAI, five octets. */
  static LocationArea lai(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 5, 5);
    return area(element, name);
  }

  /** CGI, seven octets; those of an SAI look the same. */
  static Cell cell(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 7, 7);
    return new Cell(area(element, name), (element.octet(5) << 8) | element.octet(6), false);
  }

  /** RAI, six octets. */
  static RoutingArea rai(BerReader element, String name) throws MalformedMessageException {
    element.requireLength(name, 6, 6);
    return new RoutingArea(area(element, name), element.octet(5));
  }

  private static LocationArea area(BerReader element, String name)
      throws MalformedMessageException {
    int first = element.octet(0);
    int second = element.octet(1);
    int third = element.octet(2);
    boolean twoDigits = second >> 4 == 0xf;
    int mcc = number(first & 0xf, first >> 4, second & 0xf);
    int mnc =
        twoDigits
            ? number(0, third & 0xf, third >> 4)
            : number(third & 0xf, third >> 4, second >> 4);
    if (mcc < 0 || mnc < 0) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, name, "not a decimal digit in the network code");
    }
    Plmn plmn = new Plmn(THREE_DIGITS[mcc], twoDigits ? TWO_DIGITS[mnc] : THREE_DIGITS[mnc]);
    return new LocationArea(plmn, (element.octet(3) << 8) | element.octet(4));
  }

  /** The number of three digits; -1 if one of them is none. */
  private static int number(int hundreds, int tens, int ones) {
    return hundreds > 9 || tens > 9 || ones > 9 ? -1 : 100 * hundreds + 10 * tens + ones;
  }

  static byte[] octets(LocationArea area) {
    String mcc = area.plmn().mcc();
    String mnc = area.plmn().mnc();
    int third = mnc.length() == 3 ? digit(mnc, 2) : 0xf;
    return new byte[] {
      (byte) ((digit(mcc, 1) << 4) | digit(mcc, 0)),
      (byte) ((third << 4) | digit(mcc, 2)),
      (byte) ((digit(mnc, 1) << 4) | digit(mnc, 0)),
      (byte) (area.lac() >> 8),
      (byte) area.lac()
    };
  }

  private static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }
}
