package org.pna.app.config;

import java.time.Duration;
import java.util.List;
import org.pna.ph.ArmingSettings;
import org.pna.ph.Hlr;

/**
 * Reference point Ph: whom we may ask, and what of.
 *
 * @param hlrs none: nobody is asked
 * @param poll after so long somebody watched is asked about whose events are not reported, 1 minute
 *     to 1 day
 * @param arming whose reports are wanted; without registers nobody's
 */
public record PhConfig(List<Hlr> hlrs, Duration poll, ArmingSettings arming) {
  public PhConfig {
    hlrs = List.copyOf(hlrs);
  }
}
