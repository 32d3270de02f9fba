package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** Sees to it that no context-specific element or INTEGER of one value stands there twice. */
final class Once {
  private static final int FORM = 0x20;
  private static final int INTEGER = 0x02;

  private final String name;
  private int seen;

  /**
   * @param name the value's name, for error messages
   */
  Once(String name) {
    this.name = name;
  }

  /** The current element's tag in its primitive form. */
  int tag(BerReader element) throws MalformedMessageException {
    int tag = element.tag() & ~FORM;
    if (tag == INTEGER || (tag >= 0x80 && tag < 0x9f)) {
      int bit = tag == INTEGER ? 1 << 31 : 1 << (tag - 0x80);
      if ((seen & bit) != 0) {
        throw new MalformedMessageException(
            Kind.MISTYPED, name, "element 0x" + Integer.toHexString(tag) + " twice");
      }
      seen |= bit;
    }
    return tag;
  }

  /** A mandatory element that must have been there. */
  static <T> T present(@Nullable T element, String name) throws MalformedMessageException {
    if (element == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, name, "missing");
    }
    return element;
  }
}
