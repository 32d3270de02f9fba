package org.pna.transport.radius;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;

/**
 * Tells of the requests of a link that a reason of ours kept from their response, and of those that
 * cannot be decoded (rule T1); the NAS will try again, but not for ever. Never throws.
 */
final class Refusals {
  /** No room for a further request of its kind. */
  static final String NO_ROOM = "no-room";

  /** The link is being stopped. */
  static final String STOPPING = "stopping";

  /** Not safely kept by the deadline. */
  static final String LATE = "late";

  /** The route had no room, or does not take it from this sender. */
  static final String REFUSED = "refused";

  /** A fault of the gateway's own. */
  static final String FAILED = "failed";

  /** A request that cannot be decoded. */
  static final String MALFORMED = "malformed";

  private final RefusalListener listener;
  private final RadiusMeters meters;

  Refusals(RefusalListener listener, RadiusMeters meters) {
    this.listener = listener;
    this.meters = meters;
  }

  /** A request that was decoded. */
  void refused(AccountingMessage message, String reason) {
    meters.received(reason);
    boolean isPacketDomain = message.source().equals(AccountingMessage.PK);
    List<SubscriberId> subscriber = List.of();
    if (message instanceof AccountingRequest request) {
      subscriber = request.subscriber();
      isPacketDomain &= !request.access().isWlan();
    }
    tell(
        message.origin(),
        subscriber,
        message.nas().name(),
        isPacketDomain ? Domain.PS : null,
        reason);
  }

  /** One that was not, of which a name can be read. */
  void undecodable(Origin origin, List<SubscriberId> subscriber, String sentFrom) {
    meters.received(MALFORMED);
    if (!subscriber.isEmpty()) {
      tell(origin, subscriber, sentFrom, null, MALFORMED);
    }
  }

  private void tell(
      Origin origin,
      List<SubscriberId> subscriber,
      String node,
      @Nullable Domain domain,
      String reason) {
    try {
      listener.refused(
          new Refusal(origin, subscriber, new ReportingNode(null, node), domain, reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }
}
