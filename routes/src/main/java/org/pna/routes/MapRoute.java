package org.pna.routes;

import java.util.List;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.model.Adapter;

/**
 * The route of what the network tells by MAP of its own accord: noteMM-Event, and
 * noteSubscriberDataModified.
 */
public final class MapRoute {
  static final List<Adapter<?>> ADAPTERS = List.of(new PcAdapter(), new PgAdapter());

  private MapRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code map:NAME}
   * @param steps what all routes share
   */
  public static PresenceRoute from(String endpoint, Steps steps) {
    return new PresenceRoute(endpoint, ADAPTERS, steps);
  }
}
