package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/** CSUserState (TS 29.328 clause 7.6.7 and annex D). */
public enum CsUserState {
  CAMEL_BUSY(0),
  NETWORK_DETERMINED_NOT_REACHABLE(1),
  ASSUMED_IDLE(2),
  NOT_PROVIDED_FROM_VLR(3);

  private final int code;

  CsUserState(int code) {
    this.code = code;
  }

  /** The number in the document. */
  public int code() {
    return code;
  }

  /** The state of a number, or null if there is none. */
  public static @Nullable CsUserState of(int code) {
    return code < 0 || code >= values().length ? null : values()[code];
  }
}
