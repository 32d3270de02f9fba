package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/** IMSUserState (TS 29.328 clause 7.6.3 and annex D). */
public enum ImsUserState {
  NOT_REGISTERED(0),
  REGISTERED(1),
  REGISTERED_UNREG_SERVICES(2),
  AUTHENTICATION_PENDING(3);

  private final int code;

  ImsUserState(int code) {
    this.code = code;
  }

  /** The number in the document. */
  public int code() {
    return code;
  }

  /** The name in the schema of annex D. */
  public String specName() {
    return name();
  }

  /** The state of a number, or null if there is none. */
  public static @Nullable ImsUserState of(int code) {
    return code < 0 || code >= values().length ? null : values()[code];
  }
}
