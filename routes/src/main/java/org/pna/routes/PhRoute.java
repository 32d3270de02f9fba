package org.pna.routes;

import java.util.List;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.adapter.ph.InterrogationFailureAdapter;
import org.pna.adapter.ph.PushNotificationAdapter;
import org.pna.adapter.ph.SubscriptionAdapter;
import org.pna.adapter.ph.UserDataAnswerAdapter;
import org.pna.model.Adapter;

/** The route of what the home register answers and tells, and of its silence. */
public final class PhRoute {
  /** Where the answers enter. */
  public static final String ENDPOINT = "direct:ph";

  static final List<Adapter<?>> ADAPTERS =
      List.of(
          new InterrogationAdapter(),
          new InterrogationFailureAdapter(),
          new SubscriptionAdapter(),
          new UserDataAnswerAdapter(),
          new PushNotificationAdapter());

  private PhRoute() {}

  /**
   * The route from {@link #ENDPOINT}.
   *
   * @param steps what all routes share
   */
  public static PresenceRoute from(Steps steps) {
    return new PresenceRoute(ENDPOINT, ADAPTERS, steps);
  }
}
