package org.pna.routes;

import java.util.List;
import org.pna.adapter.pk.PkAdapter;
import org.pna.adapter.pp.PpAdapter;
import org.pna.adapter.pr.PrAdapter;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;

/** The route of RADIUS accounting: Pk, Pp and Pr. */
public final class RadiusRoute {
  private RadiusRoute() {}

  /**
   * Its adapters.
   *
   * @param networks whose sessions make a subscriber reachable for data
   */
  static List<Adapter<?>> adapters(DataNetworks networks) {
    return List.of(new PkAdapter(networks), new PpAdapter(networks), new PrAdapter(networks));
  }

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code radius:NAME}
   * @param networks whose sessions make a subscriber reachable for data
   * @param steps what all routes share
   */
  public static PresenceRoute from(String endpoint, DataNetworks networks, Steps steps) {
    return new PresenceRoute(endpoint, adapters(networks), steps);
  }
}
