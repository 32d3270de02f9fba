package org.pna.transport.diameter;

import java.util.List;

/**
 * A neighbour of a Diameter node, to which the node connects over TCP.
 *
 * @param host its Origin-Host, unique in the node
 * @param address its IP address, or a name that is looked up once at the start
 * @param port 1 to 65535; address and port are unique in the node
 * @param realms the realms that it serves, at least one
 */
public record DiameterPeer(String host, String address, int port, List<String> realms) {
  public DiameterPeer {
    realms = List.copyOf(realms);
  }

  boolean serves(String realm) {
    return realms.stream().anyMatch(realm::equalsIgnoreCase);
  }
}
