package org.pna.transport.ss7.codec;

import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** Elements that stand in arguments of calls and of GPRS alike. */
final class CapFields {
  private CapFields() {}

  /** The one SEQUENCE that an argument is made of. */
  static BerReader sequence(byte[] data, int offset, int length, String name)
      throws MalformedMessageException {
    BerReader outer = new BerReader(data, offset, length, name);
    if (!outer.next() || outer.tag() != 0x30 || outer.end() != offset + length) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "not one SEQUENCE");
    }
    return outer.contents(name);
  }

  /**
   * EventTypeBCSM or GPRSEventType, a raw number.
   *
   * @param before what the argument said already; -1 for nothing
   */
  static int event(BerReader element, String name, int before) throws MalformedMessageException {
    once(before < 0, name);
    return (int) number(element, name, 0xff);
  }

  /**
   * ServiceKey, 0 to 2^31 - 1.
   *
   * @param before what the argument said already; -1 for nothing
   */
  static long serviceKey(BerReader element, String name, long before)
      throws MalformedMessageException {
    once(before < 0, name);
    return number(element, name, Integer.MAX_VALUE);
  }

  /** Makes sure that an element by which we name something stands only once. */
  static void once(boolean first, String name) throws MalformedMessageException {
    if (!first) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "stands twice");
    }
  }

  static MalformedMessageException missing(String name) {
    return new MalformedMessageException(Kind.DATA_MISSING, name, "missing");
  }

  private static long number(BerReader element, String name, long most)
      throws MalformedMessageException {
    long value = element.integer(name);
    if (value < 0 || value > most) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, value + " is out of range");
    }
    return value;
  }
}
