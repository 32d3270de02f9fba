package org.pna.publisher.store;

import java.time.Instant;

/**
 * A negative that waits, for too many came at once (rule T15).
 *
 * @param until when it takes effect, unless something newer comes first
 * @param then the domain's facts from then on
 */
public record Held(Instant until, DomainFacts then) {
  /** What waited before is given up: nothing waits behind what waits. */
  public Held {
    then = then.held() == null ? then : then.holding(null);
  }
}
