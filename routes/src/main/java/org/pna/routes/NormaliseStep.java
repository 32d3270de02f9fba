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
import org.pna.publisher.pidf.Element;
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
    List<Element> shown = before.document().elements();
    for (int i = 1; i < reports.size(); i++) {
      shown = changed(passage, i - 1, shown, outcome);
      outcome = outcome.then(apply(before.with(outcome.sims()), passage.imsi(), reports.get(i)));
    }
    if (reports.size() > 1) {
      changed(passage, reports.size() - 1, shown, outcome);
    }
    passage.normalised(outcome);
    if (outcome.ignored() != null) {
      tally.ignored(outcome.ignored());
    }
  }

  /** What the presentity shows after a report, which is noted if it changed that. */
  private static List<Element> changed(
      Passage passage, int report, List<Element> shown, Outcome outcome) {
    List<Element> now = outcome.elements();
    if (now == null) {
      return shown;
    }
    if (now.size() != shown.size() || !now.stream().allMatch(one -> says(shown, one))) {
      passage.changes(report);
    }
    return now;
  }

  private static boolean says(List<Element> shown, Element element) {
    return shown.stream()
        .anyMatch(one -> one.id().equals(element.id()) && one.saysTheSameAs(element));
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
