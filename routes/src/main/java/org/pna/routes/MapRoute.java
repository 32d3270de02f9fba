package org.pna.routes;

import java.util.List;
import java.util.function.Consumer;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.adapter.ph.SubscriberDataModifiedAdapter;
import org.pna.model.Adapter;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.SubscriberDataModified;

/**
 * The route of what the network tells by MAP of its own accord: noteMM-Event, and
 * noteSubscriberDataModified.
 */
public final class MapRoute {
  static final List<Adapter<?>> ADAPTERS =
      List.of(new PcAdapter(), new PgAdapter(), new SubscriberDataModifiedAdapter());

  private MapRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code map:NAME}
   * @param subscriptions told of each noteSubscriberDataModified, before it takes effect
   * @param steps what all routes share
   */
  public static PresenceRoute from(
      String endpoint, Consumer<SubscriberDataModified> subscriptions, Steps steps) {
    Consumer<NetworkMessage> listener =
        message -> {
          if (message instanceof SubscriberDataModified modified) {
            subscriptions.accept(modified);
          }
        };
    return new PresenceRoute(endpoint, ADAPTERS, listener, steps);
  }
}
