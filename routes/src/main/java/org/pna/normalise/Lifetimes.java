package org.pna.normalise;

import java.time.Duration;

/**
 * How long things are believed (rule T7).
 *
 * @param attachment after the last report of a domain its facts are removed
 * @param leavingGrace how long a subscriber may be between two SGSNs after MM-Code 82
 */
public record Lifetimes(Duration attachment, Duration leavingGrace) {
  /** Seven days, ten seconds. */
  public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofDays(7), Duration.ofSeconds(10));
}
