package org.pna.adapter.ph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.pna.model.message.map.SubscriberDataModified;

/**
 * noteSubscriberDataModified (TS 29.002 clause 8.11.5): M-CSI or MG-CSI is not what it was. It says
 * whether mobility events come, and nothing of the subscriber.
 */
public final class SubscriberDataModifiedAdapter implements Adapter<SubscriberDataModified> {
  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<SubscriberDataModified> messageType() {
    return SubscriberDataModified.class;
  }

  @Override
  public boolean hears(SubscriberDataModified message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(SubscriberDataModified message) {
    Evidence evidence =
        new Evidence(
            Source.PH,
            "noteSubscriberDataModified",
            "",
            message.origin().time(),
            message.origin().place());
    List<PresenceReport> reports = new ArrayList<>(2);
    Reporting mobility = reporting(Domain.CS, message.mobility(), message.mobilityWithdrawn());
    if (mobility != null) {
      reports.add(report(message, evidence, List.of(mobility)));
    }
    Reporting gprs = reporting(Domain.PS, message.mobilityGprs(), message.mobilityGprsWithdrawn());
    if (gprs != null) {
      reports.add(report(message, evidence, List.of(gprs)));
    }
    return reports.isEmpty() ? List.of(report(message, evidence, List.of())) : reports;
  }

  private static PresenceReport report(
      SubscriberDataModified message, Evidence evidence, List<Fact> facts) {
    return new PresenceReport(
        evidence,
        message.subscriber(),
        new ReportingNode(null, message.calling().node()),
        facts,
        Urgency.TRANSITION);
  }

  private static @Nullable Reporting reporting(
      Domain domain, @Nullable Csi csi, boolean withdrawn) {
    return csi == null && !withdrawn
        ? null
        : new Reporting(domain, csi != null && csi.active() && !withdrawn);
  }
}
