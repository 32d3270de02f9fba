package org.pna.adapter.ph;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.PresenceReport;
import org.pna.model.Reporting;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriptionResult;

/**
 * Whether M-CSI and MG-CSI are active, as the home register answers it (TS 29.002 clauses 8.11.3
 * and 8.11.4), true of the moment at which it was asked (rule T3). A CSI that the answer leaves out
 * was perhaps not asked for: nothing is said of it.
 */
public final class SubscriptionAdapter implements Adapter<SubscriptionResult> {
  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<SubscriptionResult> messageType() {
    return SubscriptionResult.class;
  }

  @Override
  public boolean hears(SubscriptionResult message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(SubscriptionResult message) {
    Evidence evidence =
        new Evidence(
            Source.PH,
            message.modification() ? "anyTimeModification" : "anyTimeSubscriptionInterrogation",
            "",
            message.askedAt(),
            message.origin().place());
    List<PresenceReport> reports = new ArrayList<>(2);
    for (Csi.Kind kind : Csi.Kind.values()) {
      Csi csi = message.csi(kind);
      if (csi != null) {
        Domain domain = kind == Csi.Kind.M_CSI ? Domain.CS : Domain.PS;
        reports.add(report(message, evidence, List.of(new Reporting(domain, csi.active()))));
      }
    }
    return reports.isEmpty() ? List.of(report(message, evidence, List.of())) : reports;
  }

  private static PresenceReport report(
      SubscriptionResult message, Evidence evidence, List<Fact> facts) {
    return new PresenceReport(
        evidence, message.subscriber(), new ReportingNode(null, null), facts, Urgency.TRANSITION);
  }
}
