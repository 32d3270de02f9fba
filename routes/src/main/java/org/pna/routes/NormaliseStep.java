package org.pna.routes;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.PresenceReport;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Outcome;
import org.pna.publisher.store.PresentityRecord;

/** Facts held + reports → new facts and elements. On the lane. */
final class NormaliseStep implements Processor {
  private final Normaliser normaliser;
  private final HoldPolicy policy;
  private final Tally tally;

  NormaliseStep(Normaliser normaliser, HoldPolicy policy, Tally tally) {
    this.normaliser = normaliser;
    this.policy = policy;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    if (passage.ignored() != null) {
      return;
    }
    PresentityRecord before =
        Objects.requireNonNull(passage.before(), "the repeat step comes first");
    List<PresenceReport> reports = passage.reports();
    Outcome outcome = apply(before, passage.imsi(), reports.get(0));
    for (PresenceReport report : reports.subList(1, reports.size())) {
      outcome = outcome.then(apply(before.with(outcome.sims()), passage.imsi(), report));
    }
    passage.normalised(outcome);
    if (outcome.ignored() != null) {
      tally.ignored(outcome.ignored());
    }
  }

  private Outcome apply(PresentityRecord before, String imsi, PresenceReport report) {
    Outcome outcome = normaliser.apply(before, imsi, report);
    if (!outcome.negative()) {
      return outcome;
    }
    Instant until =
        policy.hold(report.evidence().source(), before.presentity(), report.evidence().time());
    return until == null ? outcome : normaliser.hold(before, imsi, report, until);
  }
}
