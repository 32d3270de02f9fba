package org.pna.simulator;

import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/** What an HSS was asked about one of its subscribers, before its answer went out. */
public sealed interface HssQuestion {
  /** Whom it is about. */
  Subscriber who();

  /**
   * User-Data-Request.
   *
   * @param reference Data-Reference, the first one
   * @param domain null where the data have none
   * @param said what the answer says, in words
   */
  record Data(Subscriber who, int reference, @Nullable Domain domain, String said)
      implements HssQuestion {}

  /**
   * Subscribe-Notifications-Request for IMSUserState.
   *
   * @param name public identity or MSISDN
   * @param wanted whether it subscribes, else it ends the subscription
   */
  record Notifications(Subscriber who, String name, boolean wanted) implements HssQuestion {}

  /** Hears of questions; called by the thread that reads the connection. */
  @FunctionalInterface
  interface Listener {
    void asked(HssQuestion question);
  }
}
