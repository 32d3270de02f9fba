package org.pna.app.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.ph.ArmingSettings;
import org.pna.ph.Hlr;
import org.pna.ph.sh.SubscriptionSettings;

/**
 * Reference point Ph: whom we may ask, and what of.
 *
 * @param hlrs none: nobody is asked
 * @param poll after so long somebody watched is asked about whose events are not reported, 1 minute
 *     to 1 day
 * @param arming whose reports are wanted; without registers nobody's
 * @param registration whose registrations the home subscriber servers are to tell us; null:
 *     nobody's
 */
public record PhConfig(
    List<Hlr> hlrs,
    Duration poll,
    ArmingSettings arming,
    @Nullable SubscriptionSettings registration) {
  public PhConfig {
    hlrs = List.copyOf(hlrs);
  }

  /** The same when nobody is to be asked or told to report. */
  PhConfig silent() {
    return new PhConfig(List.of(), poll, arming, null);
  }
}
