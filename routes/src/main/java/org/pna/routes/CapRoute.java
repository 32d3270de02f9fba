package org.pna.routes;

import java.util.List;
import org.pna.adapter.pc.PcCallAdapter;
import org.pna.adapter.pg.PgSessionAdapter;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;

/** The route of calls and data sessions, as CAP tells of them. */
public final class CapRoute {
  private CapRoute() {}

  /**
   * Its adapters.
   *
   * @param gatewayCalls whether calls count that a GMSC tells of (T-CSI, rule T8)
   * @param networks whose sessions make a subscriber reachable for data (rule T10)
   */
  static List<Adapter<?>> adapters(boolean gatewayCalls, DataNetworks networks) {
    return List.of(new PcCallAdapter(gatewayCalls), new PgSessionAdapter(networks));
  }

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code cap:NAME}
   * @param gatewayCalls whether calls count that a GMSC tells of (T-CSI, rule T8)
   * @param networks whose sessions make a subscriber reachable for data (rule T10)
   * @param steps what all routes share
   */
  public static PresenceRoute from(
      String endpoint, boolean gatewayCalls, DataNetworks networks, Steps steps) {
    return new PresenceRoute(endpoint, adapters(gatewayCalls, networks), steps);
  }
}
