package org.pna.routes;

import java.util.List;
import org.pna.adapter.pi.RegEventAdapter;
import org.pna.adapter.pi.RegisterAdapter;
import org.pna.model.Adapter;

/** The route of registrations in IMS, as S-CSCFs tell of them: Pi. */
public final class PiRoute {
  static final List<Adapter<?>> ADAPTERS = List.of(new RegisterAdapter(), new RegEventAdapter());

  private PiRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code sip:NAME}
   * @param steps what all routes share
   */
  public static PresenceRoute from(String endpoint, Steps steps) {
    return new PresenceRoute(endpoint, ADAPTERS, steps);
  }
}
