package org.pna.ph;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.sh.HomeSubscriberServer;

/** The way to each register, by its protocol. */
public final class Registers {
  private final HomeLocationRegister map;
  private final Map<String, HomeSubscriberServer> nodes = new HashMap<>();

  /**
   * @param map the way to those that speak MAP
   * @param nodes the way to those that speak Sh, by our Diameter node
   */
  public Registers(HomeLocationRegister map, Map<String, ? extends HomeSubscriberServer> nodes) {
    this.map = OnceAnswered.register(map);
    nodes.forEach((name, way) -> this.nodes.put(name, OnceAnswered.server(way)));
  }

  /**
   * The way to one.
   *
   * @throws NullPointerException if there is no such node
   */
  Register of(Hlr hlr) {
    if (hlr.way() instanceof Way.Sh sh) {
      return new ShRegister(
          sh.realm(), Objects.requireNonNull(nodes.get(sh.node()), "another's node"));
    }
    return new MapRegister(hlr.globalTitle(), map);
  }
}
