package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Component;
import org.pna.model.DataNetworks;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.routes.CapRoute;
import org.pna.routes.MapRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.transport.ss7.CapComponent;
import org.pna.transport.ss7.CapSettings;
import org.pna.transport.ss7.DialogueTable;
import org.pna.transport.ss7.LinkState;
import org.pna.transport.ss7.MapComponent;
import org.pna.transport.ss7.Ss7Link;
import org.pna.transport.ss7.Ss7Nodes;

/** Our SS7 nodes, for MAP and CAP. */
final class Ss7Point implements NetworkPoint {
  private final List<Ss7Link> links;
  private final DataNetworks networks;
  private final Consumer<SubscriberDataModified> subscriptions;
  private final Ss7Nodes nodes;
  private final MapComponent map;
  private final CapComponent cap;

  /**
   * @param links may be empty
   * @param networks whose sessions make a subscriber reachable for data
   * @param subscriptions told of each noteSubscriberDataModified, before it takes effect
   * @param suspects rules T1, T14
   * @param dialogues keeps the dialogues of CAP, by the link's name
   */
  Ss7Point(
      List<Ss7Link> links,
      DataNetworks networks,
      Consumer<SubscriberDataModified> subscriptions,
      Suspects suspects,
      Function<String, DialogueTable> dialogues,
      InstantSource clock,
      MeterRegistry meters) {
    this.links = links;
    this.networks = networks;
    this.subscriptions = subscriptions;
    nodes = new Ss7Nodes(links, meters, clock, suspects);
    map = new MapComponent(nodes, meters, clock, suspects);
    cap = new CapComponent(nodes, meters, clock, suspects, dialogues);
  }

  @Override
  public Map<String, Component> components() {
    return Map.of("map", map, "cap", cap);
  }

  @Override
  public List<PresenceRoute> routes(Steps steps) {
    List<PresenceRoute> routes = new ArrayList<>();
    for (Ss7Link link : links) {
      routes.add(MapRoute.from("map:" + link.name(), subscriptions, steps));
      CapSettings settings = link.cap();
      if (settings != null) {
        routes.add(CapRoute.from("cap:" + link.name(), settings.gatewayCalls(), networks, steps));
      }
    }
    return routes;
  }

  /** Each association as it is now. */
  List<LinkState> links() {
    return nodes.states();
  }

  /** MAP dialogues that are open now, and calls and GPRS sessions that are followed. */
  int openDialogues() {
    return map.openDialogues() + cap.tracked();
  }
}
