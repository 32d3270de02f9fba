package org.pna.transport.diameter;

/** A node cannot start; the message says which, why, and what to do. */
public final class DiameterStartException extends Exception {
  private static final long serialVersionUID = 1;

  DiameterStartException(String message) {
    super(message);
  }

  DiameterStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
