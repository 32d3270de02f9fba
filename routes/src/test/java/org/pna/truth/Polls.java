package org.pna.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/** Asks about some SIMs in turn, each domain. */
final class Polls {
  /** About whom, and which domain. */
  record Question(Sim sim, Domain domain) {}

  private final List<Sim> sims;
  private final int rate;
  private int next;

  /**
   * @param rate questions a second
   */
  Polls(List<Sim> sims, int rate) {
    this.sims = sims;
    this.rate = rate;
  }

  int rate() {
    return rate;
  }

  /** Null if there is nobody to ask about. */
  @Nullable Question next() {
    if (sims.isEmpty()) {
      return null;
    }
    Domain[] domains = Domain.values();
    next = (next + 1) % (sims.size() * domains.length);
    return new Question(sims.get(next / domains.length), domains[next % domains.length]);
  }
}
