package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/**
 * PSUserState, EPSUserState and Sh-5GSUserState, which have one type (TS 29.328 clause 7.6.7 and
 * annex D).
 */
public enum PsUserState {
  DETACHED(0, "Detached"),
  ATTACHED_NOT_REACHABLE_FOR_PAGING(1, "AttachedNotReachableForPaging"),
  ATTACHED_REACHABLE_FOR_PAGING(2, "AttachedReachableForPaging"),
  CONNECTED_NOT_REACHABLE_FOR_PAGING(3, "ConnectedNotReachableForPaging"),
  CONNECTED_REACHABLE_FOR_PAGING(4, "ConnectedReachableForPaging"),
  /** The SGSN, MME or AMF did not tell. */
  NOT_PROVIDED(5, "notProvidedFromSGSN"),
  NETWORK_DETERMINED_NOT_REACHABLE(6, "networkDeterminedNotReachable");

  private final int code;
  private final String specName;

  PsUserState(int code, String specName) {
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
  public static @Nullable PsUserState of(int code) {
    return code < 0 || code >= values().length ? null : values()[code];
  }
}
