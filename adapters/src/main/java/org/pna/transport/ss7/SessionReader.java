package org.pna.transport.ss7;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsSetup;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.CapSessions;
import org.pna.transport.ss7.codec.Component;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/** Reads what a link's messages tell of GPRS sessions. */
final class SessionReader {
  private static final Origin NOWHERE = new Origin(Instant.EPOCH, new Place.Dialogue("", ""));
  private static final Fingerprint NONE = new Fingerprint(0, 0);

  private final String link;
  private final CapMeters meters;

  SessionReader(String link, CapMeters meters) {
    this.link = link;
    this.meters = meters;
  }

  /** An InitialDPGPRS, whose relationship gets an id of ours. */
  GprsEvent initialDp(CapMessage message, Component invoke, int id)
      throws MalformedMessageException {
    return CapSessions.initialDp(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, id),
        message.fingerprint(invoke, message.peer()),
        message.calling(),
        Integer.toHexString(id));
  }

  /** An EventReportGPRS of a relationship. */
  GprsEvent eventReport(CapMessage message, Component invoke, TrackedSession session)
      throws MalformedMessageException, ParseException {
    return CapSessions.eventReport(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, session.id),
        message.fingerprint(invoke, message.peer()),
        message.calling(),
        setup(session));
  }

  /** An EntityReleasedGPRS of a relationship. */
  GprsEvent entityReleased(CapMessage message, Component invoke, TrackedSession session)
      throws MalformedMessageException, ParseException {
    return CapSessions.entityReleased(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, session.id),
        message.fingerprint(invoke, message.peer()),
        message.calling(),
        setup(session));
  }

  /** That nobody tells of a relationship any more; null if its beginning cannot be read again. */
  @Nullable GprsEvent lost(TrackedSession session, Instant when) {
    try {
      return new GprsEvent(
          new Origin(when, new Place.Dialogue(link, Long.toString(session.id))),
          new Fingerprint(~(long) session.id, session.begun),
          session.peer().toModel(),
          setup(session),
          GprsEvent.Operation.LOST,
          -1,
          null,
          false,
          null,
          null,
          null,
          null);
    } catch (MalformedMessageException | ParseException e) {
      meters.failed("state", e);
      return null;
    }
  }

  GprsSetup setup(TrackedSession session) throws MalformedMessageException, ParseException {
    SccpAddress peer = session.peer().toModel();
    byte[] argument = session.argument;
    return CapSessions.initialDp(
            argument, 0, argument.length, NOWHERE, NONE, peer, Integer.toHexString(session.id))
        .setup();
  }
}
