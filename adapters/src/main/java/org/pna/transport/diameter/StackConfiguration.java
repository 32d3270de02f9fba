package org.pna.transport.diameter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jdiameter.api.Configuration;
import org.jdiameter.client.impl.helpers.AppConfiguration;
import org.jdiameter.client.impl.helpers.EmptyConfiguration;
import org.jdiameter.client.impl.helpers.ExtensionPoint;
import org.jdiameter.client.impl.helpers.Parameters;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.PrProfile;

/**
 * How jDiameter is set up for one node. It makes its connections by the name of their class and
 * gives each this configuration: by it they find the peer they are for, without static state.
 */
final class StackConfiguration extends EmptyConfiguration {
  private static final int FSM_QUEUE = 1_000;

  /** The stack's own clock; when a connection is tried is decided by the peer. */
  private static final long RETRY_MILLIS = 200;

  private final List<Peer> peers;

  StackConfiguration(DiameterNode node, List<Peer> peers) {
    this.peers = List.copyOf(peers);
    DiameterNode.Timers timers = node.timers();
    long answer = timers.capabilities().toMillis();
    add(Parameters.OwnDiameterURI, "aaa://" + node.host() + ":3868");
    add(Parameters.OwnIPAddress, node.localAddress());
    add(Parameters.OwnRealm, node.realm());
    add(Parameters.OwnVendorID, 0L);
    add(Parameters.OwnProductName, "PNA");
    add(Parameters.OwnFirmwareRevision, 1L);
    add(Parameters.QueueSize, FSM_QUEUE);
    add(Parameters.PeerFSMThreadCount, 1); // with more, messages overtake each other
    add(Parameters.CeaTimeOut, answer);
    add(Parameters.DwaTimeOut, answer);
    add(Parameters.DpaTimeOut, answer);
    add(Parameters.StopTimeOut, answer);
    add(Parameters.IacTimeOut, timers.watchdog().toMillis());
    add(Parameters.RecTimeOut, RETRY_MILLIS);
    add(Parameters.ApplicationId, applications(node).toArray(Configuration[]::new));
    add(
        Parameters.PeerTable,
        node.peers().stream().map(StackConfiguration::entry).toArray(Configuration[]::new));
    ((AppConfiguration) getChildren(Parameters.Extensions.ordinal())[ExtensionPoint.Internal.id()])
        .add(ExtensionPoint.InternalConnectionClass, DiameterConnection.class.getName());
  }

  private static List<Configuration> applications(DiameterNode node) {
    List<Configuration> applications = new ArrayList<>();
    applications.add(application(Parameters.AuthApplId, DiameterHeader.SH));
    PrProfile pr = node.pr();
    if (pr != null) {
      applications.add(application(Parameters.AcctApplId, DiameterHeader.PR));
      if (!pr.isAccountingAlone()) {
        applications.add(application(Parameters.AuthApplId, DiameterHeader.PR));
      }
    }
    return applications;
  }

  private static Configuration application(Parameters kind, int application) {
    return getInstance()
        .add(Parameters.VendorId, (long) AvpCode.VENDOR_3GPP)
        .add(kind, (long) application);
  }

  private static Configuration entry(DiameterPeer peer) {
    return getInstance()
        .add(Parameters.PeerName, "aaa://" + peer.host() + ':' + peer.port())
        .add(Parameters.PeerIp, peer.address());
  }

  Peer peer(InetAddress address, int port) {
    return peers.stream()
        .filter(peer -> peer.isAt(address, port))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no peer at port " + port));
  }
}
