package org.pna.routes;

import java.util.List;
import java.util.function.Consumer;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.adapter.ph.InterrogationFailureAdapter;
import org.pna.adapter.ph.PushNotificationAdapter;
import org.pna.adapter.ph.SubscriptionAdapter;
import org.pna.adapter.ph.UserDataAnswerAdapter;
import org.pna.model.Adapter;
import org.pna.model.message.NetworkMessage;

/**
 * The route of what the home location register and the home subscriber server answer, of their
 * silence, and of what the latter tells of its own accord.
 */
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

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code diameter:NAME}
   * @param listener told of each message that was not heard before, before it takes effect
   * @param steps what all routes share
   */
  public static PresenceRoute from(
      String endpoint, Consumer<NetworkMessage> listener, Steps steps) {
    return new PresenceRoute(endpoint, ADAPTERS, listener, steps);
  }
}
