package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.RegistrationState;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.NetworkFacts.Kind;
import org.pna.publisher.store.SimFacts;

/**
 * The means that IMS is (rule T13): open while any public identity is registered, and reached by
 * the first that is.
 */
final class ImsTuple {
  static final String ID = "ims";

  private ImsTuple() {}

  /** Null when nothing is known of a registration. */
  static @Nullable Tuple of(List<SimFacts> sims, Instant time) {
    NetworkFacts shown = null;
    List<String> devices = new ArrayList<>(1);
    for (SimFacts sim : sims) {
      boolean known = false;
      for (NetworkFacts facts : sim.networks()) {
        if (facts.kind() == Kind.IMS) {
          known = true;
          shown = shown == null || (opens(facts) && !opens(shown)) ? facts : shown;
        }
      }
      if (known) {
        devices.add(sim.deviceId());
      }
    }
    if (shown == null) {
      return null;
    }
    boolean open = opens(shown);
    return new Tuple(
        ID,
        open ? Basic.OPEN : Basic.CLOSED,
        open ? RegistrationState.ACTIVE : RegistrationState.TERMINATED,
        null,
        shown.reason(),
        devices,
        shown.identity(),
        time);
  }

  private static boolean opens(NetworkFacts facts) {
    return facts.means() == Means.OPEN;
  }
}
