package org.pna.transport.ss7;

/** A link cannot start; the message says which, why, and what to do. */
public final class LinkStartException extends Exception {
  private static final long serialVersionUID = 1;

  /** A fault of the configuration or the machine that the operator can mend. */
  public LinkStartException(String message) {
    super(message);
  }

  /** A fault that a lower layer found. */
  public LinkStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
