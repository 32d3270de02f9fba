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

/** How the requests of one application are read and refused. */
interface Inbound {
  /**
   * The request as a message for the route.
   *
   * @return null if there is nothing to tell
   */
  @Nullable NetworkMessage decode(InboundRequest request, Origin origin)
      throws MalformedMessageException;

  /** Whatever names can be read of a request, also of one that is malformed. */
  List<SubscriberId> names(DiameterMessage request);

  /** The AVP at fault, or null. */
  @Nullable Avp failed(DiameterMessage request, MalformedMessageException fault);

  /** Answers a request that the route does not take for a reason that stays. */
  void answer(InboundRequest request, RefusedException.Reason reason);
}
