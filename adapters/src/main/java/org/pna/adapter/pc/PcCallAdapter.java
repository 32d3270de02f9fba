package org.pna.adapter.pc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.Call;
import org.pna.model.Call.State;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;

/**
 * Calls as the gsmSSF of an MSC tells them (TS 29.078 clause 6.1): begun, answered, over. What is
 * forwarded, and what a gateway MSC tells, is no call of the subscriber's (rule T8).
 */
public final class PcCallAdapter implements Adapter<CallEvent> {
  /** The release cause of somebody who has a call already (Q.850 clause 2.2.5). */
  private static final int USER_BUSY = 17;

  private final boolean gatewayCalls;

  /**
   * @param gatewayCalls whether calls that a gateway MSC tells of (T-CSI) count
   */
  public PcCallAdapter(boolean gatewayCalls) {
    this.gatewayCalls = gatewayCalls;
  }

  @Override
  public Source source() {
    return Source.PC;
  }

  @Override
  public Class<CallEvent> messageType() {
    return CallEvent.class;
  }

  @Override
  public boolean hears(CallEvent message) {
    return true;
  }

  @Override
  public List<PresenceReport> reports(CallEvent message) {
    CallSetup setup = message.setup();
    Evidence evidence =
        new Evidence(
            Source.PC,
            message.operation().specName(),
            message.event() < 0 ? "" : String.valueOf(message.event()),
            message.origin().time(),
            message.origin().place());
    String title = setup.fromGateway() ? null : message.calling().node();
    String vlr = message.vlrNumber() == null ? setup.vlrNumber() : message.vlrNumber();
    List<Fact> facts = facts(message);
    boolean moved = !facts.isEmpty() && facts.get(0) instanceof Location;
    return List.of(
        new PresenceReport(
            evidence,
            message.subscriber(),
            new ReportingNode(vlr, title),
            facts,
            moved ? Urgency.LOCATION : Urgency.TRANSITION));
  }

  private List<Fact> facts(CallEvent message) {
    CallSetup setup = message.setup();
    State state = state(message);
    if (state == null) {
      Location moved = message.location();
      return moved == null || !moved.hasPlace() ? List.of() : List.of(moved);
    }
    if (setup.redirected() || (setup.fromGateway() && !gatewayCalls)) {
      return List.of(new Call(setup.call(), State.TURNED_AWAY, setup.bearer()));
    }
    List<Fact> facts = new ArrayList<>(2);
    facts.add(new Call(setup.call(), state, setup.bearer()));
    Location location = setup.location();
    if (state == State.ACTIVE && location != null && location.hasPlace()) {
      facts.add(location); // of a call that nobody answered nothing is told
    }
    if (message.operation() == CallEvent.Operation.INITIAL_DP && !setup.fromGateway()) {
      facts.add(new Doubt(Domain.CS, Doubt.Unless.ATTACHED)); // his own switch has him
    }
    if (message.bcsmEvent() == BcsmEvent.T_BUSY && !message.forwarded()) {
      Integer cause = message.cause();
      boolean mayBeInCall = cause == null || cause == USER_BUSY;
      facts.add(new Doubt(Domain.CS, mayBeInCall ? Doubt.Unless.IN_CALL : Doubt.Unless.NOTHING));
    }
    return facts;
  }

  /** How far the call is; null when the event does not say. */
  private static @Nullable State state(CallEvent message) {
    return switch (message.operation()) {
      case INITIAL_DP -> State.SETUP;
      case ENTITY_RELEASED -> State.ENDED;
      case LOST -> State.LOST;
      case EVENT_REPORT_BCSM -> state(message.bcsmEvent(), message.forwarded());
    };
  }

  private static @Nullable State state(@Nullable BcsmEvent event, boolean forwarded) {
    if (event == null) {
      return null;
    }
    return switch (event) {
      case COLLECTED_INFO,
          ANALYZED_INFORMATION,
          TERM_ATTEMPT_AUTHORIZED,
          O_TERM_SEIZED,
          CALL_ACCEPTED ->
          State.SETUP;
      case O_ANSWER, T_ANSWER -> forwarded ? State.TURNED_AWAY : State.ACTIVE;
      case T_BUSY -> State.TURNED_AWAY;
      case T_NO_ANSWER -> forwarded ? State.TURNED_AWAY : State.ENDED;
      case ROUTE_SELECT_FAILURE,
          O_CALLED_PARTY_BUSY, // the other party is busy, not the subscriber
          O_NO_ANSWER,
          O_DISCONNECT,
          O_ABANDON,
          T_DISCONNECT,
          T_ABANDON ->
          State.ENDED;
      case O_MID_CALL,
          T_MID_CALL,
          O_CHANGE_OF_POSITION,
          T_CHANGE_OF_POSITION,
          O_SERVICE_CHANGE,
          T_SERVICE_CHANGE ->
          null;
    };
  }
}
