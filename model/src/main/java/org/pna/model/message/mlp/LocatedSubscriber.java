package org.pna.model.message.mlp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;

/**
 * One subscriber in a result (OMA MLP, pos and trl_pos).
 *
 * @param names msid, and what the network parameters give; empty where msid is of no use to us
 * @param trigger why it is told, in a triggered report; else null
 * @param outcome what is told
 */
public record LocatedSubscriber(
    List<SubscriberId> names, @Nullable LocationTrigger trigger, LocationOutcome outcome) {
  public LocatedSubscriber {
    names = List.copyOf(names);
  }
}
