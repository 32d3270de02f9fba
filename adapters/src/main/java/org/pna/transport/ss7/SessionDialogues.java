package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEventType;
import org.pna.model.message.cap.GprsSetup;
import org.pna.transport.ss7.codec.CapInstructions;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/**
 * Relationships with a gprsSSF (TS 29.078 clause 8.1), each over several dialogues that the gprsSSF
 * begins and ends as it likes (rule S3). EventReportGPRS and EntityReleasedGPRS are confirmed
 * whatever becomes of them.
 */
final class SessionDialogues {
  static final int ACTIVITY_TEST_GPRS = 70;
  static final int ENTITY_RELEASED_GPRS = 76;
  static final int EVENT_REPORT_GPRS = 80;

  private static final int INITIAL_DP_GPRS = 78;
  private static final int FIRST_REPORT_ID = 1;
  private static final int SECOND_REPORT_ID = 2;
  private static final byte[] CONTINUE = CapInstructions.proceedGprs(3);

  /** After an abort we soon ask whether the relationship lives, unless it is heard before. */
  private static final int AFTER_ABORT_SECONDS = 5;

  private final CapSide side;
  private final SessionReader reader;

  SessionDialogues(CapSide side) {
    this.side = side;
    this.reader = new SessionReader(side.link().name(), side.meters());
  }

  /** A TC-BEGIN: of a relationship, or of a further dialogue in one. */
  void begin(CapMessage message) {
    Component invoke = message.invoke(INITIAL_DP_GPRS);
    if (invoke != null) {
      side.meters().received("initialDPGPRS");
      relate(message, invoke);
      return;
    }
    TrackedSession session = related(message);
    if (session == null) {
      side.meters().rejected("unknown-reference");
      answerStranger(message, CapContext.GPRS.identifier());
      return;
    }
    int transaction = side.table().nextId();
    side.table().move(session, transaction, message.tcap().otid());
    session.hear(side.seconds());
    Heard heard = hear(message, session);
    if (heard.ended == null) {
      side.port()
          .send(
              message.from(),
              transaction,
              TcapWriter.continuing(
                  transaction,
                  message.tcap().otid(),
                  CapContext.GPRS.identifier(),
                  heard.components()));
      side.table().keep(session);
    } else {
      end(message, session, heard, CapContext.GPRS.identifier());
    }
  }

  /** The relationship that a dialogue says it belongs to, if it is the same SGSN's. */
  private @Nullable TrackedSession related(CapMessage message) {
    DialoguePdu dialogue = message.tcap().dialogue();
    GprsReference reference = dialogue == null ? null : dialogue.gprsReference();
    Long ours = reference == null ? null : reference.destination();
    TrackedSession session = ours == null ? null : side.table().session(ours);
    try {
      return session != null
              && Objects.equals(session.peer().toModel().node(), message.calling().node())
          ? session
          : null;
    } catch (ParseException e) {
      side.meters().failed("state", e);
      return null;
    }
  }

  /** What confirms each event and nothing else. */
  void answerStranger(CapMessage message, @Nullable String accepted) {
    List<byte[]> results = new ArrayList<>();
    for (Component component : message.tcap().components()) {
      if (isConfirmed(component)) {
        results.add(TcapWriter.result(component.invokeId()));
      }
    }
    if (results.isEmpty() && accepted != null) {
      results.add(CapContext.GPRS.proceed());
    }
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(message.tcap().otid(), accepted, results.toArray(new byte[0][])));
  }

  private static boolean isConfirmed(Component component) {
    return CapMessage.isInvoke(component, EVENT_REPORT_GPRS)
        || CapMessage.isInvoke(component, ENTITY_RELEASED_GPRS)
        || CapMessage.isInvoke(component, ACTIVITY_TEST_GPRS);
  }

  private void relate(CapMessage message, Component invoke) {
    if (!side.link().allow().admits(message.calling())) {
      goOn(message, "calling-gt");
      return;
    }
    int id = side.table().nextId();
    GprsEvent event;
    try {
      event = reader.initialDp(message, invoke, id);
    } catch (MalformedMessageException e) {
      goOn(message, "malformed");
      side.meters().malformed(e.where());
      return;
    } catch (RuntimeException e) {
      goOn(message, "failed");
      side.meters().failed("decoder", e);
      return;
    }
    byte[][] reports = reports(event.gprsEvent());
    String foreign = foreign(event.setup(), reports.length);
    if (foreign != null) {
      goOn(message, foreign);
      return;
    }
    String obstacle = side.user().obstacle();
    if (obstacle == null) {
      obstacle = side.table().obstacle();
    }
    if (obstacle != null) {
      goOn(message, obstacle);
      side.user().missed(event, obstacle);
      return;
    }
    relate(message, invoke, id, event, reports);
  }

  private void relate(
      CapMessage message, Component invoke, int id, GprsEvent event, byte[][] reports) {
    DialoguePdu dialogue = message.tcap().dialogue();
    GprsReference reference = dialogue == null ? null : dialogue.gprsReference();
    Long theirs = reference == null ? null : reference.origination();
    long peer = message.tcap().otid();
    TrackedSession session =
        new TrackedSession(
            id,
            CapContext.GPRS,
            message.received().getEpochSecond(),
            message.from().octets(),
            message.from().origin(),
            message.argument(invoke),
            theirs == null ? TrackedSession.NONE : theirs,
            id,
            peer);
    byte[][] components = java.util.Arrays.copyOf(reports, reports.length + 1);
    components[reports.length] = CONTINUE;
    side.port()
        .send(
            message.from(),
            id,
            TcapWriter.continuing(
                id,
                peer,
                CapContext.GPRS.identifier(),
                new GprsReference(theirs, (long) id),
                components));
    side.meters().tracked();
    side.table().add(session, () -> side.user().missed(event, "store"));
    side.user().accept(event, () -> release(session));
  }

  private @Nullable String foreign(GprsSetup setup, int reports) {
    AllowList allow = side.link().allow();
    if (!allow.admits(setup.imsi())) {
      return "imsi";
    }
    if (!allow.admits(setup.serviceKey())) {
      return "service-key";
    }
    return reports == 0 ? "trigger" : null;
  }

  /**
   * What to ask for after a trigger. A session tells of its contexts by the acknowledgement, in an
   * operation of its own so that an SGSN that will not arm it arms the others.
   */
  private static byte[][] reports(@Nullable GprsEventType trigger) {
    if (trigger == null) {
      return new byte[0][];
    }
    return switch (trigger) {
      case ATTACH, ATTACH_CHANGE_OF_POSITION ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID, GprsEventType.ATTACH_CHANGE_OF_POSITION, GprsEventType.DETACHED),
            CapInstructions.requestReportGprsEvent(
                SECOND_REPORT_ID, GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT)
          };
      case PDP_CONTEXT_ESTABLISHMENT ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID,
                GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT,
                GprsEventType.DISCONNECT,
                GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION)
          };
      case PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT, PDP_CONTEXT_CHANGE_OF_POSITION ->
          new byte[][] {
            CapInstructions.requestReportGprsEvent(
                FIRST_REPORT_ID,
                GprsEventType.DISCONNECT,
                GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION)
          };
      default -> new byte[0][];
    };
  }

  private void goOn(CapMessage message, String reason) {
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(
                message.tcap().otid(), CapContext.GPRS.identifier(), CapContext.GPRS.proceed()));
    side.meters().untracked(reason);
  }

  /** Nobody of ours: its open dialogue, if any, is let go. */
  private void release(TrackedSession session) {
    long peer;
    synchronized (session) {
      peer = session.peerTransaction;
    }
    if (side.table().end(session)) {
      side.meters().ended("stranger");
      if (peer != TrackedSession.NONE) {
        side.port().last(session, TcapWriter.end(peer, null));
      }
    }
  }

  /** A TC-CONTINUE of the session's open dialogue. */
  void continued(CapMessage message, TrackedSession session, long transaction) {
    long peer = message.tcap().otid();
    synchronized (session) {
      session.peerTransaction = peer;
    }
    session.hear(side.seconds());
    Heard heard = hear(message, session);
    if (heard.ended != null) {
      end(message, session, heard, null);
    } else if (!heard.results.isEmpty()) {
      side.port()
          .send(
              message.from(),
              transaction,
              TcapWriter.continuing(transaction, peer, null, heard.components()));
    }
  }

  /** A TC-END: the dialogue's, not the relationship's. */
  void ended(CapMessage message, TrackedSession session, long transaction) {
    session.hear(side.seconds());
    Heard heard = hear(message, session);
    if (heard.ended == null) {
      leave(session, transaction);
    } else if (side.table().end(session)) {
      side.meters().ended(heard.ended);
    }
  }

  /** An abort of the dialogue, which overlapping ones bring about too. */
  void aborted(CapMessage message, TrackedSession session, long transaction) {
    DialoguePdu dialogue = message.tcap().dialogue();
    boolean wasAsked;
    synchronized (session) {
      wasAsked = session.asked;
      if (dialogue != null && dialogue.kind() == DialoguePdu.Kind.AARE) {
        // It does not know the context in which we begin: it cannot be asked, and is not lost.
        session.callable = false;
        session.asked = false;
        wasAsked = false;
      }
    }
    leave(session, transaction);
    if (wasAsked) {
      lost(session, "abort");
    } else if (callable(session)) {
      synchronized (session) {
        session.heard = Math.min(session.heard, side.seconds() + AFTER_ABORT_SECONDS - silence());
      }
      side.table().schedule(session, side.seconds() + AFTER_ABORT_SECONDS);
    }
  }

  private long silence() {
    CapSettings settings = side.link().cap();
    return settings == null ? 0 : settings.activityTest().toSeconds();
  }

  private static boolean callable(TrackedSession session) {
    synchronized (session) {
      return session.callable;
    }
  }

  private void leave(TrackedSession session, long transaction) {
    synchronized (session) {
      if (session.transaction == transaction) {
        side.table().move(session, TrackedSession.NONE, TrackedSession.NONE);
      }
    }
  }

  private void end(
      CapMessage message, TrackedSession session, Heard heard, @Nullable String accepted) {
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(message.tcap().otid(), accepted, heard.components()));
    if (side.table().end(session)) {
      side.meters().ended(String.valueOf(heard.ended));
    }
  }

  /** What the components of a message come to. */
  private static final class Heard {
    private final List<byte[]> results = new ArrayList<>(1);
    private @Nullable String ended;

    private byte[][] components() {
      return results.toArray(new byte[0][]);
    }
  }

  private Heard hear(CapMessage message, TrackedSession session) {
    Heard heard = new Heard();
    for (Component component : message.tcap().components()) {
      switch (component.kind()) {
        case INVOKE -> {
          if (isConfirmed(component)) {
            heard.results.add(TcapWriter.result(component.invokeId()));
          }
          report(message, session, component, heard);
        }
        case RETURN_ERROR, REJECT -> side.meters().rejected("our-invoke");
        default -> {}
      }
    }
    return heard;
  }

  private void report(CapMessage message, TrackedSession session, Component invoke, Heard heard) {
    boolean isRelease = CapMessage.isInvoke(invoke, ENTITY_RELEASED_GPRS);
    if (!isRelease && !CapMessage.isInvoke(invoke, EVENT_REPORT_GPRS)) {
      if (!isConfirmed(invoke)) {
        side.meters().rejected("operation");
      }
      return;
    }
    side.meters().received(isRelease ? "entityReleasedGPRS" : "eventReportGPRS");
    try {
      GprsEvent event =
          isRelease
              ? reader.entityReleased(message, invoke, session)
              : reader.eventReport(message, invoke, session);
      if (ends(event)) {
        heard.ended = isRelease ? "entityReleasedGPRS" : name(event);
      } else if (event.gprsEvent() == GprsEventType.PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT
          && event.pdpId() != null
          && isSession(event.setup())) {
        heard.results.add(
            CapInstructions.requestReportGprsEvent(
                session.nextInvokeId(),
                event.pdpId(),
                GprsEventType.DISCONNECT,
                GprsEventType.PDP_CONTEXT_CHANGE_OF_POSITION));
      }
      side.user().accept(event, () -> release(session));
    } catch (MalformedMessageException e) {
      side.meters().malformed(e.where());
      missed(session, "malformed");
    } catch (ParseException | RuntimeException e) {
      side.meters().failed("decoder", e);
      missed(session, "failed");
    }
  }

  private static String name(GprsEvent event) {
    GprsEventType type = event.gprsEvent();
    return type == null ? "unknown" : type.specName();
  }

  /** Whether the relationship is over: a detach, or the end of its only PDP context. */
  private static boolean ends(GprsEvent event) {
    boolean ofSession = isSession(event.setup());
    return event.operation() == GprsEvent.Operation.ENTITY_RELEASED_GPRS
        ? !ofSession || event.pdpId() == null
        : event.gprsEvent() == GprsEventType.DETACHED
            || (event.gprsEvent() == GprsEventType.DISCONNECT && !ofSession);
  }

  private static boolean isSession(GprsSetup setup) {
    return setup.event() == GprsEventType.ATTACH.value()
        || setup.event() == GprsEventType.ATTACH_CHANGE_OF_POSITION.value();
  }

  /** Asks whether the relationship lives, in its open dialogue or in a new one of ours. */
  void ask(TrackedSession session) throws ParseException {
    long transaction;
    byte[] message;
    byte[] test = CapInstructions.activityTestGprs(session.nextInvokeId());
    synchronized (session) {
      if (session.peerTransaction != TrackedSession.NONE) {
        transaction = session.transaction;
        message = TcapWriter.continuing(transaction, session.peerTransaction, null, test);
      } else {
        transaction = side.table().nextId();
        side.table().move(session, transaction, TrackedSession.NONE);
        Long theirs = session.peerReference < 0 ? null : session.peerReference;
        message =
            TcapWriter.begin(
                transaction,
                CapContext.TO_GPRS,
                new GprsReference(theirs, (long) session.id),
                test);
      }
    }
    side.meters().asked();
    side.port().send(session.peer(), transaction, message);
  }

  /** Nobody tells of the relationship any more (rule T9). */
  void lost(TrackedSession session, String reason) {
    if (side.table().end(session)) {
      side.meters().ended("lost-" + reason);
      GprsEvent event = reader.lost(session, side.clock().instant());
      if (event != null) {
        side.user().accept(event, () -> {});
      }
    }
  }

  /** The same where the peer may not know. */
  void giveUp(TrackedSession session, String reason) {
    long peer;
    synchronized (session) {
      peer = session.peerTransaction;
    }
    if (peer != TrackedSession.NONE) {
      side.port().last(session, TcapWriter.end(peer, null));
    }
    lost(session, reason);
  }

  private void missed(TrackedSession session, String reason) {
    GprsEvent about = reader.lost(session, side.clock().instant());
    if (about != null) {
      side.user().missed(about, reason);
    }
  }
}
