package org.pna.transport.diameter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.RefusedException;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PushNotifications;
import org.pna.transport.diameter.codec.ResultCode;

/** Push-Notification-Requests of Sh (TS 29.329 clause 6.1.7). */
final class ShInbound implements Inbound {
  @Override
  public NetworkMessage decode(InboundRequest request, Origin origin)
      throws MalformedMessageException {
    return PushNotifications.decode(request.message(), origin);
  }

  @Override
  public List<SubscriberId> names(DiameterMessage request) {
    return PushNotifications.names(request);
  }

  @Override
  public @Nullable Avp failed(DiameterMessage request, MalformedMessageException fault) {
    return Answers.failed(request, fault);
  }

  @Override
  public void answer(InboundRequest request, RefusedException.Reason reason) {
    request.answerExperimental(
        reason == RefusedException.Reason.EVENT_NOT_SUPPORTED
            ? ResultCode.USER_DATA_NOT_RECOGNIZED
            : ResultCode.USER_UNKNOWN);
  }
}
