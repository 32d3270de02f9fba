package org.pna.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.SimFacts;

/** The SIMs of a presentity. */
final class Sims {
  private Sims() {}

  static @Nullable SimFacts find(List<SimFacts> sims, String imsi) {
    for (SimFacts sim : sims) {
      if (sim.imsi().equals(imsi)) {
        return sim;
      }
    }
    return null;
  }

  /** One SIM in the place of what was held of it; gone when nothing is known of it any more. */
  static List<SimFacts> replace(List<SimFacts> sims, SimFacts changed) {
    if (!changed.isKnown()) {
      return sims.stream().filter(sim -> !sim.imsi().equals(changed.imsi())).toList();
    }
    if (sims.isEmpty() || (sims.size() == 1 && sims.get(0).imsi().equals(changed.imsi()))) {
      return List.of(changed);
    }
    List<SimFacts> result = new ArrayList<>(sims);
    for (int i = 0; i < result.size(); i++) {
      if (result.get(i).imsi().equals(changed.imsi())) {
        result.set(i, changed);
        return result;
      }
    }
    result.add(changed);
    return result.size() > Normaliser.MAX_SIMS ? result.subList(1, result.size()) : result;
  }
}
