package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Component;
import org.pna.app.status.RadiusState;
import org.pna.model.DataNetworks;
import org.pna.model.RefusalListener;
import org.pna.routes.PresenceRoute;
import org.pna.routes.RadiusRoute;
import org.pna.routes.Steps;
import org.pna.transport.radius.RadiusComponent;
import org.pna.transport.radius.RadiusLink;

/** Our sockets for RADIUS accounting. */
final class RadiusPoint implements NetworkPoint {
  private final List<RadiusLink> settings;
  private final DataNetworks networks;
  private final RadiusComponent component;

  /**
   * @param settings may be empty
   * @param networks whose sessions make a subscriber reachable for data
   * @param refusals rule T1
   */
  RadiusPoint(
      List<RadiusLink> settings,
      DataNetworks networks,
      RefusalListener refusals,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.networks = networks;
    component = new RadiusComponent(settings, meters, clock, refusals);
  }

  /** The sockets as they are now. */
  List<RadiusState> links() {
    return settings.stream()
        .map(
            link -> {
              Integer port = component.port(link.name());
              return new RadiusState(link.name(), port == null ? 0 : port, link.clients().size());
            })
        .toList();
  }

  @Override
  public Map<String, Component> components() {
    return Map.of("radius", component);
  }

  @Override
  public List<PresenceRoute> routes(Steps steps) {
    return settings.stream()
        .map(link -> RadiusRoute.from("radius:" + link.name(), networks, steps))
        .toList();
  }
}
