package org.pna.ph;

import java.time.Duration;

/**
 * When facts of somebody who is watched are old.
 *
 * @param revalidate how long nothing was heard, 10 minutes to 30 days (rule T7)
 * @param poll the same where the network does not report, 1 minute to 1 day (rule T11)
 */
public record RepairSettings(Duration revalidate, Duration poll) {
  /** A day; ten minutes. */
  public static final RepairSettings DEFAULT =
      new RepairSettings(Duration.ofHours(24), Duration.ofMinutes(10));
}
