package org.pna.pi;

import java.time.Duration;

/**
 * What the operator decides of the subscriptions to registrations.
 *
 * @param link name of the link, {@code sip:NAME}
 * @param applicationServer our URI, by which S-CSCFs know us
 * @param maxSubscriptions at a time, at least 1; beyond it those of subscribers who are not
 *     registered go first, then there are no further ones, and REGISTER alone is believed
 * @param perSecond SUBSCRIBEs sent, at least 1; further ones wait
 * @param patience how long a REGISTER with Expires 0 waits for the NOTIFY that explains it
 * @param firstRetry after a subscription failed; doubled each time
 * @param longestRetry bound of that
 */
public record RegSettings(
    String link,
    String applicationServer,
    int maxSubscriptions,
    int perSecond,
    Duration patience,
    Duration firstRetry,
    Duration longestRetry) {
  /** The usual {@link #patience}. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  public RegSettings {
    if (maxSubscriptions < 1 || perSecond < 1) {
      throw new IllegalArgumentException("no subscription at all, or none a second");
    }
  }

  /** The usual bounds: 200,000 subscriptions take less than 400 MB. */
  public static RegSettings of(String link, String applicationServer) {
    return new RegSettings(
        link,
        applicationServer,
        200_000,
        500,
        PATIENCE,
        Duration.ofSeconds(5),
        Duration.ofMinutes(10));
  }
}
