package org.pna.truth;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.model.message.cap.GprsSetup;

/** Switches and SGSNs as CAP has them tell calls and contexts (reference points Pc, Pg). */
final class CapSpeaker {
  private static final long SERVICE_KEY = 10;

  /** Rule S2: how long our own transport needs to find out that a dialogue is gone. */
  private static final long SUPERVISION = 20 * WorldSettings.MINUTE;

  /** Of a call to him that nobody has answered, the switch may not even have paged him. */
  private static final Set<BcsmEvent> UNPROVEN =
      Set.of(BcsmEvent.TERM_ATTEMPT_AUTHORIZED, BcsmEvent.T_NO_ANSWER);

  private final Wire wire;
  private final Timeline timeline;
  private final Chance chance;
  private long number;

  CapSpeaker(Wire wire, Timeline timeline, Chance chance) {
    this.wire = wire;
    this.timeline = timeline;
    this.chance = chance;
  }

  /** InitialDP; null where nothing asks us. */
  @Nullable CapDialogue call(Sim sim, BcsmEvent trigger, boolean redirected) {
    if (sim.isAbroad()) {
      return null;
    }
    String node = redirected ? "467000009" : Nodes.vlr(sim);
    CapDialogue call = new CapDialogue("c" + ++number, node);
    Location location = redirected ? null : Nodes.location(sim, Domain.CS);
    CallSetup setup =
        new CallSetup(
            call.id,
            SERVICE_KEY,
            trigger.value(),
            new Imsi(sim.imsi),
            null,
            Bearer.SPEECH,
            redirected,
            false,
            location,
            redirected ? null : node,
            node);
    call.call = setup;
    call.begun = tell(sim, call, CallEvent.Operation.INITIAL_DP, trigger);
    return call;
  }

  /** EventReportBCSM. */
  void call(Sim sim, CapDialogue call, BcsmEvent event, boolean isEnd) {
    if (!call.begun || call.over) {
      return;
    }
    call.over = isEnd;
    boolean arrives = tell(sim, call, CallEvent.Operation.EVENT_REPORT_BCSM, event);
    if (isEnd && !arrives) {
      supervised(() -> wire.found(signal(sim, call, CallEvent.Operation.LOST, null)));
    }
  }

  /** The switch restarts, and with it the dialogue is gone. */
  void callLost(Sim sim, CapDialogue call) {
    if (call.begun && !call.over) {
      call.over = true;
      supervised(() -> wire.found(signal(sim, call, CallEvent.Operation.LOST, null)));
    }
  }

  private boolean tell(
      Sim sim, CapDialogue call, CallEvent.Operation operation, @Nullable BcsmEvent event) {
    return wire.send(signal(sim, call, operation, event));
  }

  private Signal signal(
      Sim sim, CapDialogue call, CallEvent.Operation operation, @Nullable BcsmEvent event) {
    Fingerprint fingerprint = wire.fingerprint();
    CallSetup setup = java.util.Objects.requireNonNull(call.call);
    boolean answer = event == BcsmEvent.O_ANSWER || event == BcsmEvent.T_ANSWER;
    boolean own = event != null && !setup.redirected() && !UNPROVEN.contains(event);
    return new Signal(
        sim,
        call.node,
        true,
        own ? Set.of(Means.VOICE) : Set.of(),
        answer ? Map.of(Means.VOICE, true) : Map.of(),
        operation.specName() + (event == null ? "" : " " + event.specName()),
        origin ->
            new CallEvent(
                origin,
                fingerprint,
                Nodes.vlrAddress(call.node),
                setup,
                operation,
                event == null ? -1 : event.value(),
                null,
                null,
                false));
  }

  /**
   * InitialDPGPRS of a context; null where nothing asks us.
   *
   * @param trigger its establishment, or that it comes from another SGSN
   */
  @Nullable CapDialogue context(Sim sim, GprsEventType trigger) {
    if (sim.isAbroad() || sim.isInEps()) {
      return null;
    }
    String node = Nodes.sgsn(sim);
    CapDialogue context = new CapDialogue("g" + ++number, node);
    context.context =
        new GprsSetup(
            context.id,
            SERVICE_KEY,
            trigger.value(),
            new Imsi(sim.imsi),
            new Msisdn(sim.msisdn),
            "internet",
            null,
            Nodes.location(sim, Domain.PS),
            node);
    context.begun =
        wire.send(signal(sim, context, GprsEvent.Operation.INITIAL_DP_GPRS, trigger, false));
    return context;
  }

  /**
   * A context ends at its SGSN.
   *
   * @param moves whether it goes on at another
   */
  void contextEnds(Sim sim, @Nullable CapDialogue context, boolean moves) {
    if (context == null || !context.begun || context.over) {
      return;
    }
    context.over = true;
    boolean arrives =
        wire.send(
            signal(
                sim,
                context,
                GprsEvent.Operation.EVENT_REPORT_GPRS,
                GprsEventType.DISCONNECT,
                moves));
    if (!arrives) {
      contextIsLost(sim, context);
    }
  }

  /** The SGSN restarts, and with it the dialogue is gone. */
  void contextLost(Sim sim, @Nullable CapDialogue context) {
    if (context != null && context.begun && !context.over) {
      context.over = true;
      contextIsLost(sim, context);
    }
  }

  private void contextIsLost(Sim sim, CapDialogue context) {
    supervised(() -> wire.found(signal(sim, context, GprsEvent.Operation.LOST, null, false)));
  }

  private Signal signal(
      Sim sim,
      CapDialogue context,
      GprsEvent.Operation operation,
      @Nullable GprsEventType event,
      boolean moves) {
    Fingerprint fingerprint = wire.fingerprint();
    GprsSetup setup = java.util.Objects.requireNonNull(context.context);
    boolean isThere = event != null && event != GprsEventType.DISCONNECT;
    return new Signal(
        sim,
        context.node,
        true,
        event == null ? Set.of() : Set.of(Means.DATA),
        event == null ? Map.of() : Map.of(Means.DATA, isThere),
        operation.specName()
            + (event == null ? "" : " " + event.specName())
            + (moves ? " (moves)" : "")
            + " "
            + context.id
            + " from "
            + context.node,
        origin ->
            new GprsEvent(
                origin,
                fingerprint,
                Nodes.sgsnAddress(context.node),
                setup,
                operation,
                event == null ? -1 : event.value(),
                null,
                moves,
                null,
                null,
                null,
                null));
  }

  private void supervised(Runnable run) {
    timeline.after(chance.between(SUPERVISION / 2, SUPERVISION), run);
  }
}
