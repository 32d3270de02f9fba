package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.GprsEvent;
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
  private static final int INITIAL_DP_GPRS = 78;
  private static final byte[] CONTINUE = CapInstructions.proceedGprs(3);

  private final CapSide side;
  private final SessionReader reader;
  private final SessionEvents events;
  private final SessionSupervision supervision;

  SessionDialogues(CapSide side) {
    this.side = side;
    this.reader = new SessionReader(side.link().name(), side.meters());
    this.supervision = new SessionSupervision(side, reader);
    this.events = new SessionEvents(side, reader, supervision::release);
  }

  /** What becomes of relationships that nobody tells of. */
  SessionSupervision supervision() {
    return supervision;
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
    side.table().move(session, transaction, message.peer());
    session.hear(side.seconds());
    SessionEvents.Heard heard = events.hear(message, session);
    if (heard.ended() == null) {
      side.port()
          .send(
              message.from(),
              transaction,
              TcapWriter.continuing(
                  transaction, message.peer(), CapContext.GPRS.identifier(), heard.components()));
      side.table().keep(session);
    } else {
      end(message, heard, CapContext.GPRS.identifier());
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
      if (SessionEvents.isConfirmed(component)) {
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
            TcapWriter.end(message.peer(), accepted, results.toArray(new byte[0][])));
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
    byte[][] reports = SessionReports.after(event.gprsEvent());
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
    long peer = message.peer();
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
    side.user().accept(event, () -> supervision.release(session));
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

  private void goOn(CapMessage message, String reason) {
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(
                message.peer(), CapContext.GPRS.identifier(), CapContext.GPRS.proceed()));
    side.meters().untracked(reason);
  }

  /** A TC-CONTINUE of the session's open dialogue. */
  void continued(CapMessage message, TrackedSession session, long transaction) {
    long peer = message.peer();
    synchronized (session) {
      session.peerTransaction = peer;
    }
    session.hear(side.seconds());
    SessionEvents.Heard heard = events.hear(message, session);
    if (heard.ended() != null) {
      end(message, heard, null);
    } else if (!heard.isEmpty()) {
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
    SessionEvents.Heard heard = events.hear(message, session);
    if (heard.ended() == null) {
      supervision.leave(session, transaction);
    } else if (heard.isFirst()) {
      side.meters().ended(heard.ended());
    }
  }

  private void end(CapMessage message, SessionEvents.Heard heard, @Nullable String accepted) {
    side.port()
        .last(
            message.from(),
            message.sls(),
            TcapWriter.end(message.peer(), accepted, heard.components()));
    if (heard.isFirst()) {
      side.meters().ended(String.valueOf(heard.ended()));
    }
  }
}
