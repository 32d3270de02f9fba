package org.pna.routes;

import java.util.List;
import org.pna.model.Adapter;

/** The route of calls and data sessions, as CAP tells of them. */
public final class CapRoute {
  static final List<Adapter<?>> ADAPTERS = List.of();

  private CapRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code cap:NAME}
   * @param steps what all routes share
   */
  public static PresenceRoute from(String endpoint, Steps steps) {
    return new PresenceRoute(endpoint, ADAPTERS, steps);
  }
}
