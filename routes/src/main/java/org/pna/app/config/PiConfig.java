package org.pna.app.config;

import java.net.InetAddress;
import java.util.List;
import org.pna.pi.RegSettings;
import org.pna.transport.radius.IpNetwork;

/**
 * What the operator decides of reference point Pi.
 *
 * @param subscriptions our own URI, bounds and times
 * @param scscfs whose REGISTERs and NOTIFYs are taken, at least one
 */
public record PiConfig(RegSettings subscriptions, List<IpNetwork> scscfs) {
  public PiConfig {
    scscfs = List.copyOf(scscfs);
  }

  /** Whether an address is that of an S-CSCF of ours. */
  public boolean trusts(InetAddress address) {
    return scscfs.stream().anyMatch(network -> network.contains(address));
  }
}
