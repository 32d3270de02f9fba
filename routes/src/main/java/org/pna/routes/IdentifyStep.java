package org.pna.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.RefusedException;
import org.pna.model.SubscriberId;
import org.pna.model.message.accounting.AccountingRequest;

/** Subscriber → presentity. What is not ours is refused; what nobody names yet ends here. */
final class IdentifyStep implements Processor {
  private final Identities identities;
  private final SessionIndex sessions;
  private final UnknownSubscribers unknown;
  private final Tally tally;

  IdentifyStep(
      Identities identities, SessionIndex sessions, UnknownSubscribers unknown, Tally tally) {
    this.identities = identities;
    this.sessions = sessions;
    this.unknown = unknown;
    this.tally = tally;
  }

  /** By its names, else by the session that it is of. */
  private Identification identify(Passage passage) {
    List<SubscriberId> names = passage.reports().get(0).subscriber();
    if (names.isEmpty() && passage.message() instanceof AccountingRequest request) {
      SessionIndex.Found session = sessions.find(request);
      if (session == null) {
        return new Identification.Foreign();
      }
      passage.named(session.names());
      return new Identification.Known(session.presentity(), List.of());
    }
    Identification found = identities.identify(names);
    identities.heard(passage.message(), names, found, passage.reports().get(0).evidence());
    if (found instanceof Identification.Known known) {
      List<SubscriberId> completed = identities.completed(names, known.presentity());
      if (completed.size() > names.size()) {
        passage.named(completed);
      }
    }
    return found;
  }

  private void isUnknown(Passage passage, boolean quarantined) {
    String session = "";
    if (passage.message() instanceof AccountingRequest request) {
      session = request.nas().name() + ' ' + request.sessionId();
    }
    unknown.heard(passage.reports().get(0), session, quarantined);
  }

  @Override
  public void process(Exchange exchange) throws RefusedException {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    Identification found = identify(passage);
    if (found instanceof Identification.Known known) {
      passage.identifiedAs(known.presentity(), known.abandoned());
    } else if (found instanceof Identification.Quarantined) {
      isUnknown(passage, true);
      tally.ignored("quarantined");
      passage.ignoredAs("quarantined");
      exchange.setRouteStop(true);
    } else {
      isUnknown(passage, false);
      tally.ignored("unknownSubscriber");
      throw new RefusedException(
          RefusedException.Reason.UNKNOWN_SUBSCRIBER, "no row of the directory, not our network");
    }
  }
}
