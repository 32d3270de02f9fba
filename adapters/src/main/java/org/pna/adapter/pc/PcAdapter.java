package org.pna.adapter.pc;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.Adapter;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;

/**
 * noteMM-Event of an MSC or VLR: attach, detach and movement in the circuit-switched domain (TS
 * 29.002 clause 8.10, MM-Code without the top bit).
 */
public final class PcAdapter implements Adapter<NoteMmEvent> {
  @Override
  public Source source() {
    return Source.PC;
  }

  @Override
  public Class<NoteMmEvent> messageType() {
    return NoteMmEvent.class;
  }

  @Override
  public boolean hears(NoteMmEvent message) {
    return !message.isPacketSwitched();
  }

  @Override
  public List<PresenceReport> reports(NoteMmEvent message) throws RefusedException {
    String code = message.code();
    MmCode event = message.mmCode();
    if (event == null || !hears(message)) {
      throw new RefusedException(RefusedException.Reason.EVENT_NOT_SUPPORTED, "MM-Code " + code);
    }
    List<Fact> facts = new ArrayList<>(2);
    facts.add(new Attachment(Domain.CS, state(event)));
    Location location = Location.ownOrOther(message.location(), message.locationGprs());
    if (location != null) {
      facts.add(location);
    }
    Evidence evidence =
        new Evidence(
            Source.PC, "noteMM-Event", code, message.origin().time(), message.origin().place());
    ReportingNode node = new ReportingNode(message.vlrNumber(), message.calling().node());
    return List.of(
        new PresenceReport(evidence, message.subscriber(), node, facts, event.urgency()));
  }

  private static Attachment.State state(MmCode event) {
    return switch (event) {
      case IMSI_DETACH_MS -> Attachment.State.DETACHED;
      case IMSI_DETACH_NETWORK -> Attachment.State.DETACHED_BY_NETWORK;
      default -> Attachment.State.ATTACHED;
    };
  }
}
