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

  private static final int REPORT_ID = 1;
  private static final int CONTINUE_ID = 2;

  private static final byte[] REPORT_ORIGINATING =
      CapInstructions.requestReportBcsmEvent(REPORT_ID, true);
  private static final byte[] REPORT_TERMINATING =
      CapInstructions.requestReportBcsmEvent(REPORT_ID, false);
  private static final byte[] CONTINUE = CapInstructions.proceed(CONTINUE_ID);
  private static final byte[] TEST = CapInstructions.activityTest(CallEvents.TEST_ID);

  private final CapSide side;
  private final CallReader reader;
  private final CallEvents events;

  CallDialogues(CapSide side) {
    this.side = side;
    this.reader = new CallReader(side.link().name(), side.meters());
    this.events = new CallEvents(side, reader, this::release);
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
      event = reader.initialDp(message, context, invoke, id);
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
            message.peer());
    side.port()
        .send(
            message.from(),
            id,
            TcapWriter.continuing(id, message.peer(), context.identifier(), report, CONTINUE));
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
            TcapWriter.end(message.peer(), context.identifier(), context.proceed()));
    side.meters().untracked(reason);
  }

  /** Nobody of ours: what was armed is let go, and the call goes on as it does. */
  private void release(TrackedCall call) {
    if (side.table().end(call)) {
      side.over(call, true);
      side.meters().ended("stranger");
      side.port().last(call, TcapWriter.end(call.peerTransaction, null));
    }
  }

  /** A TC-CONTINUE of the call's dialogue. */
  void continued(CapMessage message, TrackedCall call) {
    call.hear(side.seconds());
    CallEvents.Heard heard = events.hear(message, call);
    List<byte[]> components = new ArrayList<>(heard.results());
    if (heard.ended() != null || heard.isRefused()) {
      if (heard.isRefused()) {
        components.add(CONTINUE); // if that was refused too, the call would wait for us
      }
      if (heard.ended() == null ? side.table().end(call) : heard.isFirst()) {
        side.meters().ended(heard.ended() == null ? "refused" : heard.ended());
        side.port()
            .last(call, message.from(), TcapWriter.end(message.peer(), null, of(components)));
        if (heard.ended() == null) {
          tellLost(call);
        }
      }
    } else if (!components.isEmpty()) {
      side.port()
          .send(
              message.from(),
              call.id,
              TcapWriter.continuing(call.id, message.peer(), null, of(components)));
    }
  }

  private static byte[][] of(List<byte[]> components) {
    return components.toArray(new byte[0][]);
  }

  /** A TC-END of the call's dialogue. */
  void ended(CapMessage message, TrackedCall call) {
    CallEvents.Heard heard = events.hear(message, call);
    if (heard.ended() == null) {
      lost(call, "end");
    } else if (heard.isFirst()) {
      side.meters().ended(heard.ended());
    }
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
    if (event == null) {
      side.over(call, true);
    } else {
      side.user().accept(event, () -> {}, isSafe -> side.over(call, isSafe));
    }
  }
}
