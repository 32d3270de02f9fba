package org.pna.transport.ss7;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.CapCalls;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Fingerprints;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/** Reads what a link's messages tell of calls. */
final class CallReader {
  private static final Origin NOWHERE = new Origin(Instant.EPOCH, new Place.Dialogue("", ""));

  private final String link;
  private final CapMeters meters;

  CallReader(String link, CapMeters meters) {
    this.link = link;
    this.meters = meters;
  }

  /** An InitialDP, whose call gets an id of ours. */
  CallEvent initialDp(CapMessage message, CapContext context, Component invoke, int id)
      throws MalformedMessageException {
    return CapCalls.initialDp(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, id),
        message.fingerprint(invoke, message.peer()),
        message.calling(),
        name(message.peer(), message.calling()),
        context == CapContext.V2);
  }

  /** An EventReportBCSM of a call. */
  CallEvent eventReport(CapMessage message, Component invoke, TrackedCall call)
      throws MalformedMessageException, ParseException {
    return CapCalls.eventReport(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, call.id),
        message.fingerprint(invoke, call.peerTransaction),
        message.calling(),
        setup(call));
  }

  /** An EntityReleased of a call. */
  CallEvent entityReleased(CapMessage message, Component invoke, TrackedCall call)
      throws MalformedMessageException, ParseException {
    return CapCalls.entityReleased(
        message.tcap().data(),
        invoke.parameterOffset(),
        invoke.parameterLength(),
        message.origin(link, call.id),
        message.fingerprint(invoke, call.peerTransaction),
        message.calling(),
        setup(call));
  }

  /** That nobody tells of a call any more; null if even its beginning cannot be read again. */
  @Nullable CallEvent lost(TrackedCall call, Instant when) {
    Origin origin = new Origin(when, new Place.Dialogue(link, Long.toString(call.id)));
    try {
      CallEvent initial = initial(call, origin);
      return new CallEvent(
          origin,
          new Fingerprint(~(long) call.id, call.begun),
          initial.calling(),
          initial.setup(),
          CallEvent.Operation.LOST,
          -1,
          null,
          null,
          false);
    } catch (MalformedMessageException | ParseException e) {
      meters.failed("state", e);
      return null;
    }
  }

  private static CallSetup setup(TrackedCall call)
      throws MalformedMessageException, ParseException {
    return initial(call, NOWHERE).setup();
  }

  private static CallEvent initial(TrackedCall call, Origin origin)
      throws MalformedMessageException, ParseException {
    SccpAddress peer = call.peer().toModel();
    return CapCalls.initialDp(
        call.argument,
        0,
        call.argument.length,
        origin,
        Fingerprints.of(peer, call.peerTransaction, 0, call.argument, 0, 0),
        peer,
        name(call.peerTransaction, peer),
        call.context == CapContext.V2);
  }

  /** What a call is called that does not say it. */
  private static String name(long peerTransaction, SccpAddress peer) {
    return Long.toHexString(peerTransaction) + '@' + peer.node();
  }
}
