package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Component;
import org.pna.app.config.RadiusConfig;
import org.pna.app.status.RadiusState;
import org.pna.model.RefusalListener;
import org.pna.routes.PresenceRoute;
import org.pna.routes.RadiusRoute;
import org.pna.routes.Steps;
import org.pna.transport.radius.RadiusComponent;

/** Our sockets for RADIUS accounting. */
final class RadiusPoint implements NetworkPoint {
  private final RadiusConfig config;
  private final RadiusComponent component;

  /**
   * @param config may be {@link RadiusConfig#NONE}
   * @param refusals rule T1
   */
  RadiusPoint(
      RadiusConfig config, RefusalListener refusals, InstantSource clock, MeterRegistry meters) {
    this.config = config;
    component = new RadiusComponent(config.links(), meters, clock, refusals);
  }

  /** The sockets as they are now. */
  List<RadiusState> links() {
    return config.links().stream()
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
    return config.links().stream()
        .map(link -> RadiusRoute.from("radius:" + link.name(), config.networks(), steps))
        .toList();
  }
}
