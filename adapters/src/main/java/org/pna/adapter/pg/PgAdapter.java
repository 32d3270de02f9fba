package org.pna.adapter.pg;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;

/**
 * noteMM-Event of an SGSN: attach, detach, movement and reachability in the packet-switched domain
 * (TS 29.002 clause 8.10, MM-Code with the top bit).
 */
public final class PgAdapter implements Adapter<NoteMmEvent> {
  @Override
  public Source source() {
    return Source.PG;
  }

  @Override
  public Class<NoteMmEvent> messageType() {
    return NoteMmEvent.class;
  }

  @Override
  public boolean hears(NoteMmEvent message) {
    return message.isPacketSwitched();
  }

  @Override
  public List<PresenceReport> reports(NoteMmEvent message) throws RefusedException {
    String code = message.code();
    MmCode event = message.mmCode();
    if (event == null || !hears(message)) {
      throw new RefusedException(RefusedException.Reason.EVENT_NOT_SUPPORTED, "MM-Code " + code);
    }
    List<Fact> facts = new ArrayList<>(3);
    Attachment.State state = state(event);
    facts.add(new Attachment(Domain.PS, state));
    if (state == Attachment.State.ATTACHED) {
      facts.add(new Reachability(Domain.PS, event != MmCode.NOT_REACHABLE_FOR_PAGING));
    }
    Location location = Location.ownOrOther(message.locationGprs(), message.location());
    if (location != null) {
      facts.add(location);
    }
    Evidence evidence =
        new Evidence(
            Source.PG, "noteMM-Event", code, message.origin().time(), message.origin().place());
    ReportingNode node = new ReportingNode(message.sgsnNumber(), message.calling().node());
    return List.of(
        new PresenceReport(evidence, message.subscriber(), node, facts, event.urgency()));
  }

  private static Attachment.State state(MmCode event) {
    return switch (event) {
      case RAU_OTHER_SGSN_DETACH -> Attachment.State.LEAVING;
      case GPRS_DETACH_MS -> Attachment.State.DETACHED;
      case GPRS_DETACH_NETWORK -> Attachment.State.DETACHED_BY_NETWORK;
      default -> Attachment.State.ATTACHED;
    };
  }
}
