package org.pna.app;

import java.util.List;
import java.util.Map;
import org.apache.camel.Component;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;

/** What the gateway has towards network elements of one protocol. */
interface NetworkPoint {
  /** The transports by their schemes. */
  Map<String, Component> components();

  /** The way of what they hear. */
  List<PresenceRoute> routes(Steps steps);
}
