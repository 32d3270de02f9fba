package org.pna.model.message.ims;

import java.util.function.IntConsumer;

/**
 * The subscriber to the event package {@code reg} (RFC 3680): decides what REGISTER and NOTIFY mean
 * and when they enter the route. Called on threads of the SIP endpoint, which it does not block.
 */
public interface RegSubscriber {
  /**
   * A REGISTER that has been answered.
   *
   * @param route where it goes, now or later
   */
  void registered(ThirdPartyRegister register, ImsEntrance route);

  /**
   * A NOTIFY.
   *
   * @param route where what it says goes
   * @param answer told exactly once the status of the answer, now or later: 200 when what it says
   *     is safe, 481 for a subscription that is not known, 500 out of order, 503 when it is not
   *     safe
   */
  void notified(RegNotification notification, ImsEntrance route, IntConsumer answer);

  /**
   * A NOTIFY that cannot be read, and is refused for that: the S-CSCF ends the subscription.
   *
   * @param callId of the dialogue
   * @param ourTag the To tag
   */
  void unreadable(String callId, String ourTag);
}
