package org.pna.routes;

import java.util.List;
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
    List<PresenceReport> reports = passage.reports();
    Outcome all = normaliser.apply(before, passage.imsi(), reports.get(0));
    for (PresenceReport report : reports.subList(1, reports.size())) {
      PresentityRecord current =
          new PresentityRecord(
              before.presentity(), all.sims(), before.document(), before.version());
      all = all.then(normaliser.apply(current, passage.imsi(), report));
    }
    return all;
  }
}
