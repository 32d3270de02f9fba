package org.pna.ph;

import org.pna.model.message.NetworkMessage;

/** What became of a request to a register, in whatever protocol. */
sealed interface RegisterAnswer {
  /** How the register fares. */
  Health health();

  /**
   * It told something.
   *
   * @param message for the route, under all names that are known of the subscriber
   */
  record Told(NetworkMessage message) implements RegisterAnswer {
    @Override
    public Health health() {
      return Health.SERVED;
    }
  }

  /**
   * It told nothing.
   *
   * @param verdict what that means for the question
   * @param reason a few fixed words
   */
  record Untold(Verdict verdict, Health health, String reason) implements RegisterAnswer {}

  /** What a failure means for the question. */
  enum Verdict {
    /** The register does not allow us to ask about anybody. */
    FORBIDDEN,
    /** It does not allow us to ask about this subscriber; if several in a row, about anybody. */
    REFUSED,
    /** Asking again would bring the same. */
    FINAL,
    /** It may be asked again. */
    PASSING
  }
}
