package org.pna.adapter.ph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.model.Urgency;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberState;

/**
 * State and location as the home register answers them (TS 29.002 clause 8.11.1), true of the
 * moment at which it was asked (rule T3). The serving node is the one that the answer names.
 */
public final class InterrogationAdapter implements Adapter<InterrogationResult> {
  /** The operation's name in TS 29.002. */
  static final String OPERATION = "anyTimeInterrogation";

  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<InterrogationResult> messageType() {
    return InterrogationResult.class;
  }

  @Override
  public boolean hears(InterrogationResult message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(InterrogationResult message) {
    List<PresenceReport> reports = new ArrayList<>(2);
    if (message.state() != null || message.location() != null || message.asked() == Domain.CS) {
      reports.add(
          report(message, Domain.CS, message.state(), message.location(), message.vlrNumber()));
    }
    if (message.psState() != null
        || message.locationGprs() != null
        || message.asked() == Domain.PS) {
      reports.add(
          report(
              message, Domain.PS, message.psState(), message.locationGprs(), message.sgsnNumber()));
    }
    if (reports.isEmpty()) {
      reports.add(report(message, Domain.CS, null, null, null));
    }
    return reports;
  }

  private static PresenceReport report(
      InterrogationResult message,
      Domain domain,
      @Nullable SubscriberState state,
      @Nullable Location location,
      @Nullable String node) {
    Evidence evidence =
        new Evidence(
            Source.PH,
            OPERATION,
            state == null ? "" : state.code(),
            message.askedAt(),
            message.origin().place());
    return new PresenceReport(
        evidence,
        message.subscriber(),
        new ReportingNode(node, null),
        facts(domain, state, location),
        Urgency.TRANSITION);
  }

  private static List<Fact> facts(
      Domain domain, @Nullable SubscriberState state, @Nullable Location location) {
    List<Fact> facts = StateFacts.of(domain, state, location);
    return facts.isEmpty() ? List.of(new Unanswered(domain)) : facts;
  }
}
