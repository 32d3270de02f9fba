package org.pna.pi;

import java.util.function.IntConsumer;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscriber;
import org.pna.model.message.ims.ThirdPartyRegister;

/**
 * S-CSCFs while Pi is off: a REGISTER enters the route, which takes it without effect, and nothing
 * is subscribed to. A subscription of earlier ends with its next NOTIFY (RFC 6665 clause 4.1.3).
 */
public final class UnheardRegistrations implements RegSubscriber {
  private static final int NO_SUBSCRIPTION = 481;

  @Override
  public void registered(ThirdPartyRegister register, ImsEntrance route) {
    route.enter(register, end -> {});
  }

  @Override
  public void notified(RegNotification notification, ImsEntrance route, IntConsumer answer) {
    answer.accept(NO_SUBSCRIPTION);
  }

  @Override
  public void unreadable(String callId, String ourTag) {
    // There is none that it could end.
  }
}
