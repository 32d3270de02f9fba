package org.pna.truth;

/** What somebody has to say of a means. */
enum Word {
  UNKNOWN,
  OPEN,
  CLOSED;

  static Word of(boolean open) {
    return open ? OPEN : CLOSED;
  }
}
