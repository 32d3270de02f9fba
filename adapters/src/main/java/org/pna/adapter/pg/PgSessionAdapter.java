package org.pna.adapter.pg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.Attachment;
import org.pna.model.DataNetworks;
import org.pna.model.DataSession;
import org.pna.model.DataSession.State;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEvent.Operation;
import org.pna.model.message.cap.GprsEventType;

/**
 * Attachment and PDP contexts as the gprsSSF of an SGSN tells them (TS 29.078 clause 8). What ends
 * with a routeing area update may go on at another SGSN.
 */
public final class PgSessionAdapter implements Adapter<GprsEvent> {
  private final DataNetworks networks;

  /**
   * @param networks whose contexts make a subscriber reachable for data (rule T10); of others only
   *     the attachment counts that they show
   */
  public PgSessionAdapter(DataNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Source source() {
    return Source.PG;
  }

  @Override
  public Class<GprsEvent> messageType() {
    return GprsEvent.class;
  }

  @Override
  public boolean hears(GprsEvent message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(GprsEvent message) {
    Evidence evidence =
        new Evidence(
            Source.PG,
            message.operation().specName(),
            message.event() < 0 ? "" : String.valueOf(message.event()),
            message.origin().time(),
            message.origin().place());
    String sgsn = message.sgsnNumber();
    ReportingNode node =
        new ReportingNode(
            sgsn == null ? message.setup().sgsnNumber() : sgsn, message.calling().node());
    return List.of(
        new PresenceReport(
            evidence, message.subscriber(), node, counting(message), urgency(message)));
  }

  /** A change of position is made up for by the next one, unless it begins a relationship. */
  private static Urgency urgency(GprsEvent message) {
    GprsEventType event = message.gprsEvent();
    boolean moved =
        event == GprsEventType.ATTACH_CHANGE_OF_POSITION
            || event == GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION;
    return moved && message.operation() == Operation.EVENT_REPORT_GPRS
        ? Urgency.LOCATION
        : Urgency.TRANSITION;
  }

  private List<Fact> counting(GprsEvent message) {
    List<Fact> facts = new ArrayList<>(facts(message));
    facts.removeIf(fact -> fact instanceof DataSession said && !networks.isData(said.apn()));
    return facts;
  }

  private static List<Fact> facts(GprsEvent message) {
    return switch (message.operation()) {
      case ENTITY_RELEASED_GPRS ->
          message.pdpId() != null || isOfContext(message)
              ? contextOver(message)
              : detached(message);
      case LOST -> List.of(context(message, State.LOST));
      case INITIAL_DP_GPRS, EVENT_REPORT_GPRS -> told(message);
    };
  }

  private static List<Fact> told(GprsEvent message) {
    GprsEventType event = message.gprsEvent();
    if (event == null) {
      return List.of();
    }
    return switch (event) {
      case ATTACH, ATTACH_CHANGE_OF_POSITION -> there(message, null);
      case DETACHED -> detached(message);
      case PDP_CONTEXT_ESTABLISHMENT -> List.of(); // asked for, not granted
      case PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT, PDP_CONTEXT_CHANGE_OF_POSITION ->
          there(message, context(message, State.ACTIVE));
      case DISCONNECT -> contextOver(message);
    };
  }

  private static List<Fact> there(GprsEvent message, @Nullable DataSession context) {
    List<Fact> facts = new ArrayList<>(4);
    facts.add(new Attachment(Domain.PS, Attachment.State.ATTACHED));
    facts.add(new Reachability(Domain.PS, true));
    if (context != null) {
      facts.add(context);
    }
    addLocation(facts, message);
    return facts;
  }

  private static List<Fact> detached(GprsEvent message) {
    boolean moves = message.routeingAreaUpdate();
    List<Fact> facts = new ArrayList<>(2);
    facts.add(
        new Attachment(Domain.PS, moves ? Attachment.State.LEAVING : Attachment.State.DETACHED));
    addLocation(facts, message);
    return facts;
  }

  private static List<Fact> contextOver(GprsEvent message) {
    return List.of(context(message, message.routeingAreaUpdate() ? State.MOVING : State.ENDED));
  }

  /** What a PDP context triggered is all about that one, whether its number is told or not. */
  private static boolean isOfContext(GprsEvent message) {
    GprsEventType trigger = GprsEventType.of(message.setup().event());
    return trigger == GprsEventType.PDP_CONTEXT_ESTABLISHMENT
        || trigger == GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT
        || trigger == GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION;
  }

  private static DataSession context(GprsEvent message, State state) {
    String relationship = message.setup().relationship();
    Integer pdpId = message.pdpId();
    boolean only = pdpId == null || isOfContext(message);
    String id = only ? relationship : relationship + '/' + pdpId;
    String apn = message.apn();
    return new DataSession(id, state, apn == null ? message.setup().apn() : apn);
  }

  private static void addLocation(List<Fact> facts, GprsEvent message) {
    boolean first = message.operation() == Operation.INITIAL_DP_GPRS;
    Location told = message.location();
    Location location = told == null && first ? message.setup().location() : told;
    if (location != null && location.hasPlace()) {
      facts.add(location);
    }
  }
}
