package org.pna.transport.trace;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsSetup;
import org.pna.transport.ss7.codec.CapSessions;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * A dialogue of gprsSSF and gsmSCF: a piece of a relationship that may go on in other dialogues
 * (rule S3).
 */
final class RecordedSession implements DialogueUser {
  private static final int ENTITY_RELEASED_GPRS = 76;
  private static final int INITIAL_DP_GPRS = 78;
  private static final int EVENT_REPORT_GPRS = 80;

  private final RecordedRelationships relationships;
  private @Nullable GprsSetup setup;

  /** References and nodes of both sides as the Begin's sender and receiver. */
  private @Nullable Long initiatorReference;

  private @Nullable String initiator;
  private @Nullable String responder;

  RecordedSession(RecordedRelationships relationships) {
    this.relationships = relationships;
  }

  @Override
  public void message(Said said) {
    DialoguePdu dialogue = said.message().dialogue();
    GprsReference reference = dialogue == null ? null : dialogue.gprsReference();
    if (said.message().kind() == TcapMessage.Kind.BEGIN) {
      initiator = said.calling().node();
      responder = said.unit().called().node();
      if (reference != null) {
        initiatorReference = reference.origination();
        setup = relationships.find(initiator, responder, reference.destination());
      }
    } else if (reference != null && reference.origination() != null) {
      // the answer's reference is what later dialogues go by; its sender may have another name now
      tie(initiator, responder, reference.origination());
    }
  }

  @Override
  public boolean invoke(Said said, Component invoke) throws MalformedMessageException {
    switch (invoke.code()) {
      case INITIAL_DP_GPRS -> begin(said, invoke);
      case EVENT_REPORT_GPRS, ENTITY_RELEASED_GPRS -> {
        GprsSetup session = setup;
        if (session == null) {
          said.listener().ignored(RecordedDialogues.UNKNOWN_DIALOGUE);
        } else {
          said.listener().event(report(said, invoke, session));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void begin(Said said, Component invoke) throws MalformedMessageException {
    GprsEvent event =
        CapSessions.initialDp(
            said.data(),
            invoke.parameterOffset(),
            invoke.parameterLength(),
            said.origin(),
            said.fingerprint(invoke),
            said.calling(),
            HexFormat.of().toHexDigits((int) said.message().otid()) + '-' + said.calling().node());
    setup = event.setup();
    tie(responder, initiator, initiatorReference);
    said.listener().event(event);
  }

  private static GprsEvent report(Said said, Component invoke, GprsSetup session)
      throws MalformedMessageException {
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    return invoke.code() == EVENT_REPORT_GPRS
        ? CapSessions.eventReport(
            said.data(),
            offset,
            length,
            said.origin(),
            said.fingerprint(invoke),
            said.calling(),
            session)
        : CapSessions.entityReleased(
            said.data(),
            offset,
            length,
            said.origin(),
            said.fingerprint(invoke),
            said.calling(),
            session);
  }

  /** Notes by what a later dialogue from one node to another names this relationship. */
  private void tie(@Nullable String from, @Nullable String to, @Nullable Long reference) {
    GprsSetup session = setup;
    if (session != null && reference != null) {
      relationships.put(from, to, reference, session);
    }
  }
}
