package org.pna.transport.trace;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.SubscriberDataModifiedCodec;
import org.pna.transport.ss7.codec.SubscriptionCodec;

/**
 * Application contexts in which the network tells something of a subscriber. In any other context a
 * live node would refuse the same operations.
 */
final class DialogueUsers {
  private static final int NOTE_MM_EVENT = 89;

  private final RecordedRelationships relationships = new RecordedRelationships();

  /**
   * The user of a dialogue that begins.
   *
   * @param context dotted; null without one
   */
  DialogueUser of(@Nullable String context) {
    if (context == null) {
      return DialogueUser.NONE;
    }
    return switch (context) {
      case "0.4.0.0.1.0.42.3" -> DialogueUsers::noteMmEvent;
      case "0.4.0.0.1.0.22.3" -> DialogueUsers::subscriberDataModified;
      case InterrogationCodec.CONTEXT, SubscriptionCodec.CONTEXT -> new RecordedInquiry();
      case "0.4.0.0.1.0.50.1" -> new RecordedCall(true);
      case "0.4.0.0.1.21.3.4", "0.4.0.0.1.23.3.4" -> new RecordedCall(false);
      case "0.4.0.0.1.21.3.50", "0.4.0.0.1.21.3.51" -> new RecordedSession(relationships);
      default -> DialogueUser.NONE;
    };
  }

  private static boolean noteMmEvent(Said said, Component invoke) throws MalformedMessageException {
    if (invoke.code() != NOTE_MM_EVENT) {
      return false;
    }
    said.listener()
        .event(
            NoteMmEventCodec.decode(
                said.data(),
                invoke.parameterOffset(),
                invoke.parameterLength(),
                said.origin(),
                said.fingerprint(invoke),
                said.calling()));
    return true;
  }

  private static boolean subscriberDataModified(Said said, Component invoke)
      throws MalformedMessageException {
    if (invoke.code() != SubscriberDataModifiedCodec.OPERATION) {
      return false;
    }
    said.listener()
        .event(
            SubscriberDataModifiedCodec.decode(
                said.data(),
                invoke.parameterOffset(),
                invoke.parameterLength(),
                said.origin(),
                said.fingerprint(invoke),
                said.calling()));
    return true;
  }
}
