package org.pna.adapter.ph;

import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.model.Urgency;
import org.pna.model.message.map.InterrogationFailure;

/** That the home register did not answer, for good. */
public final class InterrogationFailureAdapter implements Adapter<InterrogationFailure> {
  @Override
  public Source source() {
    return Source.PH;
  }

  @Override
  public Class<InterrogationFailure> messageType() {
    return InterrogationFailure.class;
  }

  @Override
  public boolean hears(InterrogationFailure message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(InterrogationFailure message) {
    Evidence evidence =
        new Evidence(
            Source.PH,
            message.operation(),
            message.reason(),
            message.askedAt(),
            message.origin().place());
    return List.of(
        new PresenceReport(
            evidence,
            message.subscriber(),
            new ReportingNode(null, null),
            List.of(new Unanswered(message.asked())),
            Urgency.TRANSITION));
  }
}
