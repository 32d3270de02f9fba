package org.pna.normalise;

import java.time.Duration;

/**
 * How long things are believed (rules S2 and T7).
 *
 * @param attachment after the last report of a domain its facts are removed
 * @param leavingGrace how long a subscriber may be between two SGSNs after MM-Code 82
 * @param call the longest believable call
 * @param session the longest time that a data session is believed without anything new
 */
public record Lifetimes(
    Duration attachment, Duration leavingGrace, Duration call, Duration session) {
  /** Seven days, ten seconds, twelve hours, a day. */
  public static final Lifetimes DEFAULT =
      new Lifetimes(
          Duration.ofDays(7), Duration.ofSeconds(10), Duration.ofHours(12), Duration.ofHours(24));
}
