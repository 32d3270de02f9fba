package org.pna.ph;

import org.pna.model.message.map.HlrAnswer;

/** What the end of a request tells of how its register fares. */
enum Health {
  /** It answered. */
  SERVED,
  /** It is too busy, fails, or is silent. */
  TROUBLED,
  /** There is no way to it. */
  UNREACHABLE,
  /** Nothing. */
  UNTOLD;

  /** Error systemFailure (TS 29.002 clause 17.6.6). */
  private static final int SYSTEM_FAILURE = 34;

  static Health of(HlrAnswer answer) {
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      return SERVED;
    }
    Integer error = failed.error();
    if (error != null && error == SYSTEM_FAILURE) {
      return TROUBLED;
    }
    return switch (failed.kind()) {
      case ERROR -> SERVED;
      case TIMEOUT, ABORTED -> TROUBLED;
      case UNREACHABLE -> UNREACHABLE;
      case PROTOCOL, NO_ROOM -> UNTOLD;
    };
  }
}
