package org.pna.app.replay;

import org.pna.model.Domain;
import org.pna.model.Source;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberState;

/** Results of anyTimeInterrogation as replay prints them: first the domain that was asked for. */
final class Interrogations {
  private Interrogations() {}

  static Told told(InterrogationResult message) {
    boolean calls = message.state() != null || message.location() != null;
    boolean packets = message.asked() == Domain.PS || (message.asked() == null && !calls);
    SubscriberState own = packets ? message.psState() : message.state();
    SubscriberState state = own != null ? own : packets ? message.state() : message.psState();
    return new Told(
        Source.PH,
        "anyTimeInterrogation",
        state == null ? null : state.specName(),
        state == null ? null : state.code(),
        Whereabouts.of(
            packets ? message.locationGprs() : message.location(),
            packets ? message.location() : message.locationGprs(),
            message.vlrNumber(),
            message.sgsnNumber()));
  }
}
