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
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * Tells of the notifications of a link that a reason of ours kept from their result, and of those
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

  /** A message that was decoded; one whose code nobody knows tells nothing that could be missed. */
  void refused(NetworkMessage message, String reason) {
    if (message instanceof NoteMmEvent event) {
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
    } else if (message instanceof SubscriberDataModified modified) {
      ReportingNode node = new ReportingNode(null, modified.calling().node());
      tell(modified.origin(), modified.subscriber(), node, null, reason);
    }
  }

  /** An argument that cannot be decoded; told only if its IMSI can be read. */
  void undecodable(Notification notification, Origin origin, String reason) {
    byte[] argument = notification.argument();
    NotificationOperation.Subject subject =
        notification.operation().subject(argument, 0, argument.length);
    if (!subject.subscriber().isEmpty()) {
      tell(origin, subject, notification.calling(), reason);
    }
  }

  /**
   * A message that did not reach TCAP, or got lost in it. Told for each invoke that notifies; of
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
    boolean begins = tcap.kind() == TcapMessage.Kind.BEGIN;
    DialoguePdu dialogue = tcap.dialogue();
    NotificationOperation served =
        dialogue == null ? null : NotificationOperation.of(dialogue.applicationContext());
    if (begins && served == null) {
      return;
    }
    Origin origin =
        new Origin(
            clock.instant(), new Place.Dialogue(link, "otid-" + Long.toHexString(tcap.otid())));
    if (tcap.components().isEmpty() && begins) {
      tell(origin, List.of(), new ReportingNode(null, calling.node()), null, reason);
    }
    for (Component component : tcap.components()) {
      NotificationOperation operation = NotificationOperation.of(component.code());
      if (component.kind() == Component.Kind.INVOKE
          && operation != null
          && (operation == served || !begins)) {
        invoke(operation, message, component, origin, calling, reason);
      }
    }
  }

  private void invoke(
      NotificationOperation operation,
      byte[] message,
      Component invoke,
      Origin origin,
      SccpAddress calling,
      String reason) {
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    try {
      refused(operation.decode(message, offset, length, origin, NONE, calling), reason);
    } catch (MalformedMessageException e) {
      tell(origin, operation.subject(message, offset, length), calling, reason);
    }
  }

  private void tell(
      Origin origin, NotificationOperation.Subject subject, SccpAddress calling, String reason) {
    ReportingNode node = new ReportingNode(null, calling.node());
    tell(origin, subject.subscriber(), node, subject.domain(), reason);
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
