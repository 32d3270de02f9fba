package org.pna.publisher.server;

/** Why a subscription is over, in the words of Subscription-State (RFC 6665 clause 4.1.3). */
enum Ending {
  TIMEOUT("timeout"),
  REJECTED("rejected");

  private final String reason;

  Ending(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
