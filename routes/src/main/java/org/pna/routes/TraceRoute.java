package org.pna.routes;

import java.util.List;
import java.util.stream.Stream;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;

/** The route of a recorded trace, which may hold any message: it has the adapters of all routes. */
public final class TraceRoute {
  private static final List<Adapter<?>> ADAPTERS =
      Stream.of(
              MapRoute.ADAPTERS,
              CapRoute.adapters(false, DataNetworks.DEFAULT),
              PhRoute.ADAPTERS,
              RadiusRoute.adapters(DataNetworks.DEFAULT),
              PiRoute.ADAPTERS,
              PlRoute.ADAPTERS)
          .<Adapter<?>>flatMap(List::stream)
          .toList();

  private TraceRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code trace:NAME}
   * @param steps what all routes share
   */
  public static PresenceRoute from(String endpoint, Steps steps) {
    return new PresenceRoute(endpoint, ADAPTERS, steps);
  }
}
