package org.pna.transport.ss7.codec;

import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** ServiceKey (TS 29.002 clause 17.7.1), an Integer4. */
final class ServiceKey {
  private ServiceKey() {}

  static long read(BerReader element, String name) throws MalformedMessageException {
    long value = element.integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, value + " is no Integer4");
    }
    return value;
  }
}
