package org.pna.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.RefusedException;

/** Subscriber → presentity. What is not ours is refused; what nobody names yet ends here. */
final class IdentifyStep implements Processor {
  private final Identities identities;
  private final Tally tally;

  IdentifyStep(Identities identities, Tally tally) {
    this.identities = identities;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) throws RefusedException {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    Identification found = identities.identify(passage.reports().get(0).subscriber());
    if (found instanceof Identification.Known known) {
      passage.identifiedAs(known.presentity(), known.abandoned());
    } else if (found instanceof Identification.Quarantined) {
      tally.ignored("quarantined");
      passage.ignoredAs("quarantined");
      exchange.setRouteStop(true);
    } else {
      tally.ignored("unknownSubscriber");
      throw new RefusedException(
          RefusedException.Reason.UNKNOWN_SUBSCRIBER, "no row of the directory, not our network");
    }
  }
}
