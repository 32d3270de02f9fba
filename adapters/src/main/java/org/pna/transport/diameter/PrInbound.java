package org.pna.transport.diameter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.RefusedException;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PrProfile;
import org.pna.transport.diameter.codec.PrRequests;
import org.pna.transport.diameter.codec.ResultCode;

/** Requests of Pr, by a profile. */
final class PrInbound implements Inbound {
  private final PrProfile profile;

  PrInbound(PrProfile profile) {
    this.profile = profile;
  }

  @Override
  public @Nullable NetworkMessage decode(InboundRequest request, Origin origin)
      throws MalformedMessageException {
    return PrRequests.decode(request.message(), profile, request.peer(), origin);
  }

  @Override
  public List<SubscriberId> names(DiameterMessage request) {
    return PrRequests.names(request, profile);
  }

  @Override
  public @Nullable Avp failed(DiameterMessage request, MalformedMessageException fault) {
    return PrRequests.failed(request, fault);
  }

  /**
   * Whoever is not ours to know is answered like any other: the server has a record to get rid of,
   * and is not at fault.
   */
  @Override
  public void answer(InboundRequest request, RefusedException.Reason reason) {
    request.answer(
        reason == RefusedException.Reason.SENDER_NOT_ALLOWED
            ? ResultCode.AUTHORIZATION_REJECTED
            : ResultCode.SUCCESS,
        null);
  }
}
