package org.pna.publisher.store;

import java.time.Instant;

/**
 * A negative of a network that waits, for too many came at once (rule T15).
 *
 * @param until when it takes effect, unless something newer comes first
 * @param then the network's facts from then on
 */
public record HeldNetwork(Instant until, NetworkFacts then) {
  /** What waited before is given up: nothing waits behind what waits. */
  public HeldNetwork {
    then = then.holding(null);
  }
}
