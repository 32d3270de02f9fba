package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.transport.ss7.codec.CapInstructions;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/**
 * Dialogues with a gsmSSF (TS 29.078 clause 6.1). Every InitialDP is answered before anything else
 * is done with it: with what to report and Continue, or with Continue alone (rule S1).
 */
final class CallDialogues {
  private static final int INITIAL_DP = 0;
  private static final int EVENT_REPORT_BCSM = 24;
  private static final int ACTIVITY_TEST = 55;
  private static final int ENTITY_RELEASED = 96;

  private static final int REPORT_ID = 1;
  private static final int CONTINUE_ID = 2;
  private static final int TEST_ID = 3;

  private static final byte[] REPORT_ORIGINATING =
      CapInstructions.requestReportBcsmEvent(REPORT_ID, true);
  private static final byte[] REPORT_TERMINATING =
      CapInstructions.requestReportBcsmEvent(REPORT_ID, false);
  private static final byte[] CONTINUE = CapInstructions.proceed(CONTINUE_ID);
  private static final byte[] TEST = CapInstructions.activityTest(TEST_ID);

  private final CapSide side;
  private final CallReader reader;

  CallDialogues(CapSide side) {
    this.side = side;
    this.reader = new CallReader(side.link().name(), side.meters());
  }

  /** A TC-BEGIN, with whatever components. */
  void begin(CapMessage message, CapContext context) {
    Component invoke = message.invoke(INITIAL_DP);
    if (invoke == null) {
      goOn(message, context, "no-initial-dp");
      return;
    }
    side.meters().received("initialDP");
    if (!side.link().allow().admits(message.calling())) {
      goOn(message, context, "calling-gt");
      return;
    }
    int id = side.table().nextId();
    CallEvent event;
    try {
      event = reader.initialDp(message, invoke, id);
    } catch (MalformedMessageException e) {
      goOn(message, context, "malformed");
      side.meters().malformed(e.where());
      return;
    } catch (RuntimeException e) {
      goOn(message, context, "failed");
      side.meters().failed("decoder", e);
      return;
    }
    CallSetup setup = event.setup();
    byte[] report = report(event.bcsmEvent());
    String foreign = foreign(setup, report);
    if (foreign != null) {
      goOn(message, context, foreign);
      return;
    }
    String obstacle = side.user().obstacle();
    if (obstacle == null) {
      obstacle = side.table().obstacle();
    }
    if (obstacle != null || report == null) {
      goOn(message, context, String.valueOf(obstacle));
      side.user().missed(event, String.valueOf(obstacle));
      return;
    }
    TrackedCall call =
        new TrackedCall(
            id,
            context,
            message.received().getEpochSecond(),
            message.from().octets(),
            message.from().origin(),
            message.argument(invoke),
            message.tcap().otid());
    side.port()
        .send(
            message.from(),
            id,
            TcapWriter.continuing(
                id, message.tcap().otid(), context.identifier(), report, CONTINUE));
    side.meters().tracked();
    side.table().add(call, () -> side.user().missed(event, "store"));
    side.user().accept(event, () -> release(call));
  }

  /** Why a call is not ours to follow. */
  private @Nullable String foreign(CallSetup setup, byte @Nullable [] report) {
    AllowList allow = side.link().allow();
    if (setup.imsi() == null) {
      return "no-imsi";
    }
    if (!allow.admits(setup.imsi())) {
      return "imsi";
    }
    if (!allow.admits(setup.serviceKey())) {
      return "service-key";
    }
    CapSettings settings = side.link().cap();
    if (setup.fromGateway() && settings != null && !settings.gatewayCalls()) {
      return "gateway";
    }
    return report == null ? "trigger" : null;
  }

  /** What to ask for after a trigger; null if the call has ended there, or nobody knows it. */
  private static byte @Nullable [] report(@Nullable BcsmEvent trigger) {
    if (trigger == null) {
      return null;
    }
    return switch (trigger) {
      case COLLECTED_INFO, ANALYZED_INFORMATION -> REPORT_ORIGINATING;
      case TERM_ATTEMPT_AUTHORIZED -> REPORT_TERMINATING;
      default -> null;
    };
  }

  private void goOn(CapMessage message, CapContext context, String reason) {
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(message.tcap().otid(), context.identifier(), context.proceed()));
    side.meters().untracked(reason);
  }

  /** Nobody of ours: what was armed is let go, and the call goes on as it does. */
  private void release(TrackedCall call) {
    if (side.table().end(call)) {
      side.meters().ended("stranger");
      side.port().last(call, TcapWriter.end(call.peerTransaction, null));
    }
  }

  /** A TC-CONTINUE of the call's dialogue. */
  void continued(CapMessage message, TrackedCall call) {
    call.hear(side.seconds());
    Heard heard = hear(message, call);
    byte[][] results = heard.results.toArray(new byte[0][]);
    if (heard.ended != null || heard.isRefused) {
      if (side.table().end(call)) {
        side.meters().ended(heard.ended == null ? "refused" : heard.ended);
        if (heard.isRefused) {
          heard.results.add(CONTINUE); // if that was refused too, the call would wait for us
          results = heard.results.toArray(new byte[0][]);
        }
        side.port()
            .last(
                message.from(),
                call.id & 0x0f,
                TcapWriter.end(message.tcap().otid(), null, results));
        if (heard.ended == null) {
          tellLost(call);
        }
      }
    } else if (results.length > 0) {
      side.port()
          .send(
              message.from(),
              call.id,
              TcapWriter.continuing(call.id, message.tcap().otid(), null, results));
    }
  }

  /** A TC-END of the call's dialogue. */
  void ended(CapMessage message, TrackedCall call) {
    Heard heard = hear(message, call);
    if (heard.ended == null) {
      lost(call, "end");
    } else if (side.table().end(call)) {
      side.meters().ended(heard.ended);
    }
  }

  /** What the components of a message come to. */
  private static final class Heard {
    private final List<byte[]> results = new ArrayList<>(1);
    private @Nullable String ended;
    private boolean isRefused;
  }

  private Heard hear(CapMessage message, TrackedCall call) {
    Heard heard = new Heard();
    for (Component component : message.tcap().components()) {
      switch (component.kind()) {
        case INVOKE -> invoked(message, call, component, heard);
        case RETURN_ERROR, REJECT -> {
          side.meters().rejected("our-invoke");
          heard.isRefused |= component.invokeId() != TEST_ID;
        }
        default -> {}
      }
    }
    return heard;
  }

  private void invoked(CapMessage message, TrackedCall call, Component invoke, Heard heard) {
    switch (invoke.code()) {
      case ACTIVITY_TEST -> heard.results.add(TcapWriter.result(invoke.invokeId()));
      case EVENT_REPORT_BCSM, ENTITY_RELEASED -> report(message, call, invoke, heard);
      default -> side.meters().rejected("operation");
    }
  }

  private void report(CapMessage message, TrackedCall call, Component invoke, Heard heard) {
    boolean isRelease = invoke.code() == ENTITY_RELEASED;
    side.meters().received(isRelease ? "entityReleased" : "eventReportBCSM");
    if (isRelease) {
      heard.ended = "entityReleased";
    }
    try {
      CallEvent event =
          isRelease
              ? reader.entityReleased(message, invoke, call)
              : reader.eventReport(message, invoke, call);
      BcsmEvent told = event.bcsmEvent();
      if (told != null && endsCall(told)) {
        heard.ended = told.specName();
      }
      side.user().accept(event, () -> release(call));
    } catch (MalformedMessageException e) {
      side.meters().malformed(e.where());
      missed(call, "malformed");
    } catch (ParseException | RuntimeException e) {
      side.meters().failed("decoder", e);
      missed(call, "failed");
    }
  }

  private static boolean endsCall(BcsmEvent event) {
    return switch (event) {
      case ROUTE_SELECT_FAILURE,
          O_CALLED_PARTY_BUSY,
          O_NO_ANSWER,
          O_DISCONNECT,
          O_ABANDON,
          T_BUSY,
          T_NO_ANSWER,
          T_DISCONNECT,
          T_ABANDON ->
          true;
      default -> false;
    };
  }

  /** Asks whether the call lives. */
  void ask(TrackedCall call) throws ParseException {
    side.meters().asked();
    side.port()
        .send(
            call.peer(), call.id, TcapWriter.continuing(call.id, call.peerTransaction, null, TEST));
  }

  /** Nobody tells of the call any more (rule T9). */
  void lost(TrackedCall call, String reason) {
    if (side.table().end(call)) {
      side.meters().ended("lost-" + reason);
      tellLost(call);
    }
  }

  /** The same where the peer may not know: the dialogue is let go of without harm to the call. */
  void giveUp(TrackedCall call, String reason) {
    side.port().last(call, TcapWriter.end(call.peerTransaction, null));
    lost(call, reason);
  }

  private void tellLost(TrackedCall call) {
    CallEvent event = reader.lost(call, side.clock().instant());
    if (event != null) {
      side.user().accept(event, () -> {});
    }
  }

  private void missed(TrackedCall call, String reason) {
    CallEvent about = reader.lost(call, side.clock().instant());
    if (about != null) {
      side.user().missed(about, reason);
    }
  }
}
