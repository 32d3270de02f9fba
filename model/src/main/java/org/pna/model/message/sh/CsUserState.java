package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/** CSUserState (TS 29.328 clause 7.6.7 and annex D). */
public enum CsUserState {
  CAMEL_BUSY(0, "CAMELBusy"),
  NETWORK_DETERMINED_NOT_REACHABLE(1, "NetworkDeterminedNotReachable"),
  ASSUMED_IDLE(2, "AssumedIdle"),
  NOT_PROVIDED_FROM_VLR(3, "NotProvidedFromVLR");

  private final int code;
  private final String specName;

  CsUserState(int code, String specName) {
    this.code = code;
    this.specName = specName;
  }

  /** The number in the document. */
  public int code() {
    return code;
  }

  /** The name in the schema of annex D. */
  public String specName() {
    return specName;
  }

  /** The state of a number, or null if there is none. */
  public static @Nullable CsUserState of(int code) {
    return code < 0 || code >= values().length ? null : values()[code];
  }
}
