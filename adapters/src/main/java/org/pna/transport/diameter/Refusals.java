package org.pna.transport.diameter;

import java.util.List;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * Tells of the requests that a reason of ours kept from their 2001, and of those that cannot be
 * decoded but for their subscriber (rule T1). Never throws.
 */
final class Refusals {
  /** No room for a further exchange. */
  static final String NO_ROOM = "no-room";

  /** The node is being stopped. */
  static final String STOPPING = "stopping";

  /** Not safely kept by the deadline. */
  static final String LATE = "late";

  /** The route had no room or could not keep it. */
  static final String OVERLOADED = "overloaded";

  /** A fault of the gateway's own. */
  static final String FAILED = "failed";

  /** A request that cannot be decoded. */
  static final String MALFORMED = "malformed";

  private final RefusalListener listener;
  private final DiameterMeters meters;

  Refusals(RefusalListener listener, DiameterMeters meters) {
    this.listener = listener;
    this.meters = meters;
  }

  void refused(NetworkMessage message, String server, String reason) {
    refused(message.origin(), message.subscriber(), server, reason);
  }

  /** Of which only the names could be read. */
  void refused(Origin origin, List<SubscriberId> subscriber, String server, String reason) {
    if (subscriber.isEmpty()) {
      return;
    }
    try {
      listener.refused(
          new Refusal(origin, subscriber, new ReportingNode(null, server), null, reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }
}
