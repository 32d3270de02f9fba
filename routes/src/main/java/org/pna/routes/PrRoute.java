package org.pna.routes;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pna.adapter.pr.PrAdapter;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;
import org.pna.model.message.NetworkMessage;

/** The route of a Diameter node that serves Pr beside Sh. */
public final class PrRoute {
  private PrRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code diameter:NAME}
   * @param networks whose sessions make a subscriber reachable for data
   * @param listener told of each message that was not heard before, before it takes effect
   * @param steps what all routes share
   */
  public static PresenceRoute from(
      String endpoint, DataNetworks networks, Consumer<NetworkMessage> listener, Steps steps) {
    List<Adapter<?>> adapters =
        Stream.<Adapter<?>>concat(PhRoute.ADAPTERS.stream(), Stream.of(new PrAdapter(networks)))
            .toList();
    return new PresenceRoute(endpoint, adapters, listener, steps);
  }
}
