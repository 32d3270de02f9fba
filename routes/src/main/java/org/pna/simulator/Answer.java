package org.pna.simulator;

import java.util.Locale;

/**
 * What came back for one notification: NOTE-MM-EVENT, or NOTE-SUBSCRIBER-DATA-MODIFIED.
 *
 * @param outcome in a word
 * @param code error code, problem code, abort cause or SCCP return cause; -1 where there is none
 * @param tcap the answer's octets as hex digits; empty when none came
 */
public record Answer(Outcome outcome, int code, String tcap) {
  /** How a dialogue ended. */
  public enum Outcome {
    /** ReturnResultLast with an accepting AARE of the right application context. */
    RESULT,
    /** ReturnError. */
    ERROR,
    /** Reject component. */
    REJECT,
    /** TC-U-ABORT. */
    USER_ABORT,
    /** TC-P-ABORT. */
    PROVIDER_ABORT,
    /** The message came back (UDTS) or could not be sent. */
    UNDELIVERABLE,
    /** An answer with our transaction id that is none of the above. */
    MALFORMED,
    /** Nothing came in time. */
    TIMEOUT
  }

  static Answer without(Outcome outcome) {
    return new Answer(outcome, -1, "");
  }

  /** Whether it is this error. */
  public boolean isError(int error) {
    return outcome == Outcome.ERROR && code == error;
  }

  @Override
  public String toString() {
    String word = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return code < 0 ? word : word + " " + code;
  }
}
