package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pna.model.RefusalListener;

/**
 * The SS7 nodes of a gateway, one for each link, which the components {@code map:} and {@code cap:}
 * share.
 */
public final class Ss7Nodes {
  private final Map<String, Ss7Node> nodes = new TreeMap<>();

  /**
   * Nodes that are not started yet.
   *
   * @param links each with a name of its own
   * @param registry gets the meters of the lower layers, {@code pna.map.guard} and others
   * @param clock gives the time at which something is missed
   * @param refusals told of each node that was out of reach, or is (rule T14)
   */
  public Ss7Nodes(
      List<Ss7Link> links, MeterRegistry registry, InstantSource clock, RefusalListener refusals) {
    this(links, registry, clock, refusals, M3uaNetwork::new);
  }

  Ss7Nodes(
      List<Ss7Link> links,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals,
      NetworkFactory networks) {
    for (Ss7Link link : links) {
      MapMeters meters = new MapMeters(registry, link.name());
      nodes.put(
          link.name(),
          new Ss7Node(
              link,
              meters,
              networks.network(link, meters),
              new Refusals(refusals, link.name(), clock, meters)));
    }
  }

  /** Makes what carries a link's messages. */
  interface NetworkFactory {
    Mtp3Network network(Ss7Link link, MapMeters meters);
  }

  /** State of every association of the started links, by link name and in their order. */
  public List<LinkState> states() {
    return nodes.values().stream().flatMap(node -> node.states().stream()).toList();
  }

  /**
   * The node of a link.
   *
   * @throws IllegalArgumentException if there is no such link
   */
  Ss7Node node(String link) {
    Ss7Node node = nodes.get(link);
    if (node == null) {
      throw new IllegalArgumentException(
          "there is no SS7 link " + link + "; known are " + nodes.keySet());
    }
    return node;
  }
}
