package org.pna.routes;

import java.time.Instant;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.PresenceReport;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Outcome;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;

/** Facts held + reports → new facts and elements. On the lane. */
final class NormaliseStep implements Processor {
  private final PresenceStore store;
  private final Normaliser normaliser;
  private final Tally tally;

  NormaliseStep(PresenceStore store, Normaliser normaliser, Tally tally) {
    this.store = store;
    this.normaliser = normaliser;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    String presentity =
        Objects.requireNonNull(passage.presentity(), "the identify step comes first");
    PresentityRecord before = store.load(presentity);
    Outcome outcome = apply(before, passage);
    passage.normalised(before, outcome);
    if (outcome.ignored() != null) {
      tally.ignored(outcome.ignored());
      exchange.setRouteStop(true);
    }
  }

  private Outcome apply(PresentityRecord before, Passage passage) {
    PresentityRecord current = before;
    Outcome last = null;
    Instant wakeAt = null;
    for (PresenceReport report : passage.reports()) {
      Outcome outcome = normaliser.apply(current, passage.imsi(), report);
      if (outcome.ignored() == null || last == null) {
        last = outcome;
      }
      if (outcome.wakeAt() != null) {
        wakeAt = outcome.wakeAt();
      }
      current =
          new PresentityRecord(
              before.presentity(),
              outcome.sims(),
              outcome.elements(),
              before.document(),
              before.version());
    }
    Outcome result = Objects.requireNonNull(last, "a message has at least one report");
    return new Outcome(current.sims(), current.elements(), result.ignored(), wakeAt);
  }
}
