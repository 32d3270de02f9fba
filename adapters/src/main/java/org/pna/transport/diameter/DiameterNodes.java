package org.pna.transport.diameter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Diameter nodes of a gateway. */
public final class DiameterNodes {
  private final Map<String, DiameterStack> stacks = new TreeMap<>();

  /**
   * Nodes that are not started yet.
   *
   * @param nodes each with a name of its own
   * @param registry gets the meters {@code pna.diameter.*}
   * @param clock gives the times of receipt
   * @param listener told of the peers
   */
  public DiameterNodes(
      List<DiameterNode> nodes,
      MeterRegistry registry,
      InstantSource clock,
      PeerListener listener,
      OriginStateMemory memory) {
    for (DiameterNode node : nodes) {
      DiameterMeters meters = new DiameterMeters(registry, node.name());
      stacks.put(node.name(), new DiameterStack(node, meters, clock, listener, memory));
    }
  }

  /** State of every peer, by node name and in their order. */
  public List<PeerState> states() {
    return stacks.values().stream().flatMap(stack -> stack.states().stream()).toList();
  }

  /**
   * The stack of a node.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  DiameterStack stack(String name) {
    DiameterStack stack = stacks.get(name);
    if (stack == null) {
      throw new IllegalArgumentException(
          "there is no Diameter node " + name + "; known are " + stacks.keySet());
    }
    return stack;
  }
}
