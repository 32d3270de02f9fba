package org.pna.normalise;

import java.time.Duration;

/**
 * How long things are believed (rules S2 and T7).
 *
 * @param attachment after the last report of a domain its facts are removed
 * @param leavingGrace how long a subscriber may be between two SGSNs after MM-Code 82
 * @param call the longest believable call
 * @param session the longest time that a data session is believed without anything new
 * @param position the longest time that a place by coordinates is shown
 */
public record Lifetimes(
    Duration attachment,
    Duration leavingGrace,
    Duration call,
    Duration session,
    Duration position) {
  /** Seven days, ten seconds, twelve hours, a day; a day (RFC 4119 clause 2.2.2). */
  public static final Lifetimes DEFAULT =
      new Lifetimes(
          Duration.ofDays(7),
          Duration.ofSeconds(10),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(24));
}
