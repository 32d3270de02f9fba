package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/**
 * PSUserState, EPSUserState and Sh-5GSUserState, which have one type (TS 29.328 clause 7.6.7 and
 * annex D).
 */
public enum PsUserState {
  DETACHED(0),
  ATTACHED_NOT_REACHABLE_FOR_PAGING(1),
  ATTACHED_REACHABLE_FOR_PAGING(2),
  CONNECTED_NOT_REACHABLE_FOR_PAGING(3),
  CONNECTED_REACHABLE_FOR_PAGING(4),
  /** The SGSN, MME or AMF did not tell. */
  NOT_PROVIDED(5),
  NETWORK_DETERMINED_NOT_REACHABLE(6);

  private final int code;

  PsUserState(int code) {
    this.code = code;
  }

  /** The number in the document. */
  public int code() {
    return code;
  }

  /** The state of a number, or null if there is none. */
  public static @Nullable PsUserState of(int code) {
    return code < 0 || code >= values().length ? null : values()[code];
  }
}
