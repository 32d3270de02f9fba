package org.pna.publisher.server;

/** What is kept of a subscription cannot be read; says what is wrong and where, but not whose. */
final class DamagedSubscriptionException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedSubscriptionException(String message) {
    super(message);
  }
}
