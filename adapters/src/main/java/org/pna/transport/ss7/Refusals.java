package org.pna.transport.ss7;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.NoteMmNames;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * Tells of the noteMM-Events of a link that a reason of ours kept from their result, and of those
 * that cannot be decoded (rule T1). Never throws.
 */
final class Refusals {
  /** No room for a further exchange. */
  static final String NO_ROOM = "no-room";

  /** The link is being stopped. */
  static final String STOPPING = "stopping";

  /** Not safely kept by the deadline. */
  static final String LATE = "late";

  /** The route had no room or could not keep it. */
  static final String OVERLOADED = "overloaded";

  /** A fault of the gateway's own. */
  static final String FAILED = "failed";

  /** An argument that cannot be decoded. */
  static final String MALFORMED = "malformed";

  /** No room for a further dialogue. */
  static final String DIALOGUES = "dialogues";

  /** mmEventReportingContext-v3 (TS 29.002 clause 17.3.3). */
  private static final String CONTEXT = "0.4.0.0.1.0.42.3";

  private static final int NOTE_MM_EVENT = 89;
  private static final Fingerprint NONE = new Fingerprint(0, 0);

  private final RefusalListener listener;
  private final String link;
  private final InstantSource clock;
  private final MapMeters meters;

  Refusals(RefusalListener listener, String link, InstantSource clock, MapMeters meters) {
    this.listener = listener;
    this.link = link;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * A node was out of reach, or is: what it had to say meanwhile was missed (rule T14).
   *
   * @param node its name; null for all nodes
   */
  void unavailable(@Nullable String node, String reason) {
    Origin origin = new Origin(clock.instant(), new Place.Dialogue(link, "-"));
    tell(origin, List.of(), new ReportingNode(null, node), null, reason);
  }

  /** An event that was decoded; one whose code nobody knows tells nothing that could be missed. */
  void refused(NoteMmEvent event, String reason) {
    if (event.mmCode() == null) {
      return;
    }
    boolean isPacketSwitched = event.isPacketSwitched();
    tell(
        event.origin(),
        event.subscriber(),
        new ReportingNode(
            isPacketSwitched ? event.sgsnNumber() : event.vlrNumber(), event.calling().node()),
        isPacketSwitched ? Domain.PS : Domain.CS,
        reason);
  }

  /** An argument that cannot be decoded; told only if its IMSI can be read. */
  void undecodable(byte[] argument, Origin origin, SccpAddress calling, String reason) {
    NoteMmNames names = NoteMmNames.read(argument, 0, argument.length);
    if (!names.subscriber().isEmpty()) {
      tell(origin, names, calling, reason);
    }
  }

  /**
   * A message that did not reach TCAP, or got lost in it. Told for each invoke of noteMM-Event; of
   * one that cannot be read, and of a Begin in whose dialogue none was heard yet, only the node is
   * known.
   */
  void turnedAway(byte[] message, SccpAddress calling, String reason) {
    TcapMessage tcap;
    try {
      tcap = Tcap.decode(message);
    } catch (MalformedMessageException e) {
      return; // the guard in front of TCAP answers it in its own way
    }
    DialoguePdu dialogue = tcap.dialogue();
    if (dialogue == null ? tcap.kind() == TcapMessage.Kind.BEGIN : !isOurs(dialogue)) {
      return;
    }
    Origin origin =
        new Origin(
            clock.instant(), new Place.Dialogue(link, "otid-" + Long.toHexString(tcap.otid())));
    if (tcap.components().isEmpty() && tcap.kind() == TcapMessage.Kind.BEGIN) {
      tell(origin, List.of(), new ReportingNode(null, calling.node()), null, reason);
    }
    for (Component component : tcap.components()) {
      if (component.kind() == Component.Kind.INVOKE && component.code() == NOTE_MM_EVENT) {
        invoke(message, component, origin, calling, reason);
      }
    }
  }

  private static boolean isOurs(DialoguePdu dialogue) {
    return dialogue.kind() != DialoguePdu.Kind.AARQ
        || CONTEXT.equals(dialogue.applicationContext());
  }

  private void invoke(
      byte[] message, Component invoke, Origin origin, SccpAddress calling, String reason) {
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    try {
      refused(NoteMmEventCodec.decode(message, offset, length, origin, NONE, calling), reason);
    } catch (MalformedMessageException e) {
      tell(origin, NoteMmNames.read(message, offset, length), calling, reason);
    }
  }

  private void tell(Origin origin, NoteMmNames names, SccpAddress calling, String reason) {
    ReportingNode node = new ReportingNode(null, calling.node());
    tell(origin, names.subscriber(), node, names.domain(), reason);
  }

  private void tell(
      Origin origin,
      List<SubscriberId> subscriber,
      ReportingNode node,
      @Nullable Domain domain,
      String reason) {
    try {
      listener.refused(new Refusal(origin, subscriber, node, domain, reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }
}
