package org.pna.simulator;

import java.time.Duration;
import java.util.Locale;

/**
 * What came back for a request of a simulated HSS.
 *
 * @param outcome in a word
 * @param code of the result; 0 where there is none
 * @param took from sending to the answer, or until it was given up
 */
public record PushAnswer(Outcome outcome, int code, Duration took) {
  /** DIAMETER_SUCCESS. */
  public static final int SUCCESS = 2001;

  /** How it ended. */
  public enum Outcome {
    /** Result-Code. */
    RESULT,
    /** Experimental-Result of TS 29.329. */
    EXPERIMENTAL,
    /** An answer without a result, or for another application or command. */
    MALFORMED,
    /** The connection went before the answer came, or there was none. */
    UNDELIVERABLE,
    /** Nothing came in time. */
    TIMEOUT,
    /** Nothing was sent: nobody asked to be told. */
    NOT_SUBSCRIBED
  }

  /** Whether it was accepted. */
  public boolean isSuccess() {
    return outcome == Outcome.RESULT && code == SUCCESS;
  }

  @Override
  public String toString() {
    String word = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return code == 0 ? word : word + " " + code;
  }
}
