package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.Component;
import org.pna.model.DataNetworks;
import org.pna.model.RefusalListener;
import org.pna.model.message.NetworkMessage;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.PhRoute;
import org.pna.routes.PrRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.transport.diameter.DiameterComponent;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.diameter.DiameterNodes;
import org.pna.transport.diameter.PeerListener;
import org.pna.transport.diameter.PeerState;

/**
 * Our Diameter nodes: what their peers tell enters the routes, and who asks is told of the peers.
 */
final class DiameterPoint implements NetworkPoint {
  private final List<DiameterNode> settings;
  private final DataNetworks networks;
  private final Consumer<NetworkMessage> heard;
  private final List<PeerListener> listeners = new CopyOnWriteArrayList<>();
  private final DiameterNodes nodes;
  private final DiameterComponent component;

  /**
   * @param settings may be empty
   * @param networks whose sessions make a subscriber reachable for data
   * @param heard told of each notification
   * @param refusals rule T1
   * @param store keeps what peers tell of their restarts
   */
  DiameterPoint(
      List<DiameterNode> settings,
      DataNetworks networks,
      Consumer<NetworkMessage> heard,
      RefusalListener refusals,
      PresenceStore store,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.networks = networks;
    this.heard = heard;
    nodes = new DiameterNodes(settings, meters, clock, new Peers(), new OriginStateTable(store));
    component = new DiameterComponent(nodes, clock, refusals);
  }

  /** Tells all who listen. */
  private final class Peers implements PeerListener {
    @Override
    public void changed(PeerState state) {
      listeners.forEach(listener -> listener.changed(state));
    }

    @Override
    public void restarted(String node, String peer) {
      listeners.forEach(listener -> listener.restarted(node, peer));
    }
  }

  /**
   * Whom to tell of the peers of all nodes; before the start, so that nothing is missed. Told on
   * any thread, not to block.
   */
  void listen(PeerListener listener) {
    listeners.add(listener);
  }

  @Override
  public Map<String, Component> components() {
    return Map.of("diameter", component);
  }

  @Override
  public List<PresenceRoute> routes(Steps steps) {
    return settings.stream().map(node -> route(node, steps)).toList();
  }

  private PresenceRoute route(DiameterNode node, Steps steps) {
    String endpoint = "diameter:" + node.name();
    return node.pr() == null
        ? PhRoute.from(endpoint, heard, steps)
        : PrRoute.from(endpoint, networks, heard, steps);
  }

  /** Each peer as it is now. */
  List<PeerState> peers() {
    return nodes.states();
  }
}
