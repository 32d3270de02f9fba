package org.pna.pi;

import java.time.Duration;
import java.time.Instant;

/** How many SUBSCRIBEs may go out: a rate, of which at most a second's worth is saved up. */
final class SubscribeBudget {
  private final int perSecond;
  private double saved;
  private Instant last = Instant.MIN;

  SubscribeBudget(int perSecond) {
    this.perSecond = perSecond;
    this.saved = perSecond;
  }

  /** Takes one if there is one. */
  boolean take(Instant now) {
    if (last.isBefore(now)) {
      if (!last.equals(Instant.MIN)) {
        double seconds = Math.min(1, Duration.between(last, now).toMillis() / 1000.0);
        saved = Math.min(perSecond, saved + seconds * perSecond);
      }
      last = now;
    } else if (Duration.between(now, last).compareTo(Duration.ofSeconds(1)) > 0) {
      last = now; // the clock was put back
    }
    if (saved < 1) {
      return false;
    }
    saved--;
    return true;
  }
}
