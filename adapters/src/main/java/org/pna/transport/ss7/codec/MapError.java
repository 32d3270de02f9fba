package org.pna.transport.ss7.codec;

/** The errors of noteMM-Event (TS 29.002 clauses 17.6.6 and 17.6.8). */
public enum MapError {
  UNKNOWN_SUBSCRIBER(1),
  DATA_MISSING(35),
  UNEXPECTED_DATA_VALUE(36),
  MM_EVENT_NOT_SUPPORTED(59);

  private final int code;

  MapError(int code) {
    this.code = code;
  }

  /** Local error code on the wire. */
  public int code() {
    return code;
  }
}
