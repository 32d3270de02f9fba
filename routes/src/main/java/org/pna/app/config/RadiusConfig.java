package org.pna.app.config;

import java.util.List;
import org.pna.model.message.accounting.DataNetworks;
import org.pna.transport.radius.RadiusLink;

/**
 * RADIUS accounting.
 *
 * @param links sockets; none: no accounting is heard
 * @param networks whose sessions make a subscriber reachable for data (semantics T10)
 */
public record RadiusConfig(List<RadiusLink> links, DataNetworks networks) {
  /** No accounting. */
  public static final RadiusConfig NONE = new RadiusConfig(List.of(), DataNetworks.DEFAULT);

  public RadiusConfig {
    links = List.copyOf(links);
  }
}
