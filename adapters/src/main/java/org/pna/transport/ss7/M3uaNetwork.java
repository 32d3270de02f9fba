package org.pna.transport.ss7;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mobicents.protocols.api.AssociationListener;
import org.mobicents.protocols.api.IpChannelType;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.Transport;
import org.restcomm.protocols.ss7.m3ua.Asp;
import org.restcomm.protocols.ss7.m3ua.AspFactory;
import org.restcomm.protocols.ss7.m3ua.ExchangeType;
import org.restcomm.protocols.ss7.m3ua.Functionality;
import org.restcomm.protocols.ss7.m3ua.impl.parameter.ParameterFactoryImpl;
import org.restcomm.protocols.ss7.m3ua.parameter.RoutingContext;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPartListener;

/**
 * A link's associations on jSS7's M3UA (RFC 4666), single exchange: where we connect we are the
 * application server, where we listen we are what the peer takes for its signalling gateway.
 * Associations of one routing context and the same peer point codes are processes of one
 * application server and share its traffic.
 */
final class M3uaNetwork implements Mtp3Network {
  private static final int ANY = -1;
  private static final int RECONNECT_MILLIS = 500;
  private static final int HEARTBEAT_MILLIS = 5_000;

  private final Ss7Link link;
  private final String name;
  private final MapMeters meters;
  private final Map<Association, Asp> processes = new LinkedHashMap<>();
  private @Nullable NettyM3uaTransport transport;
  private @Nullable M3uaNode m3ua;

  M3uaNetwork(Ss7Link link, MapMeters meters) {
    this.link = link;
    this.name = link.stackName();
    this.meters = meters;
  }

  @Override
  public Mtp3UserPart open(Mtp3UserPartListener upper) throws LinkStartException {
    LinkChecks.check(link);
    try {
      NettyM3uaTransport sockets = new NettyM3uaTransport(name, link.associations().size(), meters);
      sockets.setPersistDir(link.dataDirectory().toString());
      M3uaNode node = new M3uaNode(name, upper);
      node.setPersistDir(link.dataDirectory().toString());
      node.setTransportManagement(sockets);
      node.setMaxAsForRoute(4);
      transport = sockets;
      sockets.start();
      sockets.setConnectDelay(RECONNECT_MILLIS);
      m3ua = node;
      node.start();
      node.setHeartbeatTime(HEARTBEAT_MILLIS);
      configure(sockets, node);
      return node;
    } catch (Exception e) {
      throw failure(e);
    }
  }

  private void configure(NettyM3uaTransport sockets, M3uaNode node) throws Exception {
    ParameterFactoryImpl parameters = new ParameterFactoryImpl();
    Set<String> servers = new LinkedHashSet<>();
    for (Association association : link.associations()) {
      if (association.mode() == Mode.SERVER) {
        addServer(sockets, association, servers);
      } else {
        addClient(sockets, association);
      }
      AspFactory process = node.createAspFactory(association.name(), association.name(), true);
      org.mobicents.protocols.api.Association socket = sockets.getAssociation(association.name());
      socket.setAssociationListener(
          new M3uaGate((AssociationListener) process, () -> isActive(association), meters));
      String server = applicationServer(association);
      if (servers.add(server)) {
        Long context = association.routingContext();
        RoutingContext routing =
            context == null ? null : parameters.createRoutingContext(new long[] {context});
        node.createAs(
            server,
            association.mode() == Mode.SERVER ? Functionality.SGW : Functionality.AS,
            ExchangeType.SE,
            null,
            routing,
            parameters.createTrafficModeType(association.trafficMode().value()),
            1,
            null);
        for (int pointCode : association.peerPointCodes()) {
          node.addRoute(pointCode, ANY, ANY, server, association.trafficMode().value());
        }
      }
      processes.put(association, node.assignAspToAs(server, association.name()));
    }
  }

  private boolean isActive(Association association) {
    Asp process = processes.get(association);
    return process != null && process.isUp();
  }

  private static String applicationServer(Association association) {
    return association.mode()
        + "-"
        + association.routingContext()
        + "-"
        + association.trafficMode()
        + "-"
        + association.peerPointCodes();
  }

  private void addServer(NettyM3uaTransport sockets, Association association, Set<String> servers)
      throws Exception {
    IpChannelType type = channelType(association);
    String server = type + "-" + association.localAddress() + "-" + association.localPort();
    if (servers.add(server)) {
      sockets.addServer(
          server, association.localAddress(), association.localPort(), type, false, 0, null);
    }
    String peer = association.peerAddress();
    org.mobicents.protocols.api.Association added =
        sockets.addServerAssociation(
            peer == null ? "any" : numeric(peer),
            association.peerPort(),
            server,
            association.name(),
            type);
    if (peer == null) {
      sockets.acceptAnyPeer(association.localPort(), added);
    }
  }

  private void addClient(NettyM3uaTransport sockets, Association association) throws Exception {
    String peer = association.peerAddress();
    if (peer == null) {
      throw new LinkStartException("association " + association.name() + " has no peer address");
    }
    // jSS7 takes two ephemeral ports for the same one: each is added under a number of its own.
    int port = association.localPort() == 0 ? processes.size() + 1 : association.localPort();
    org.mobicents.protocols.sctp.netty.NettyAssociationImpl added =
        (org.mobicents.protocols.sctp.netty.NettyAssociationImpl)
            sockets.addAssociation(
                association.localAddress(),
                port,
                numeric(peer),
                association.peerPort(),
                association.name(),
                channelType(association),
                null);
    added.setHostPort(association.localPort());
  }

  private static String numeric(String host) throws UnknownHostException {
    return InetAddress.getByName(host).getHostAddress();
  }

  private static IpChannelType channelType(Association association) {
    return association.transport() == Transport.SCTP ? IpChannelType.SCTP : IpChannelType.TCP;
  }

  @Override
  public void activate() throws LinkStartException {
    M3uaNode node = m3ua;
    NettyM3uaTransport sockets = transport;
    if (node == null || sockets == null) {
      throw new LinkStartException("link " + link.name() + " is not open");
    }
    try {
      for (Association association : link.associations()) {
        node.startAsp(association.name());
      }
      for (org.mobicents.protocols.api.Server server : sockets.getServers()) {
        listen(sockets, server);
      }
    } catch (Exception e) {
      throw failure(e);
    }
  }

  private void listen(NettyM3uaTransport sockets, org.mobicents.protocols.api.Server server)
      throws LinkStartException {
    try {
      sockets.startServer(server.getName());
    } catch (Exception e) {
      throw new LinkStartException(
          "link %s cannot listen on %s:%d: %s"
              .formatted(
                  link.name(), server.getHostAddress(), server.getHostport(), e.getMessage()),
          e);
    }
  }

  private LinkStartException failure(Exception e) {
    return e instanceof LinkStartException known
        ? known
        : new LinkStartException("link " + link.name() + " cannot start: " + e.getMessage(), e);
  }

  @Override
  public List<LinkState> states() {
    List<LinkState> states = new ArrayList<>();
    processes.forEach(
        (association, process) ->
            states.add(
                new LinkState(
                    link.name(), association.name(), process.isUp() && process.getAs().isUp())));
    return states;
  }

  @Override
  public void close() {
    M3uaNode node = m3ua;
    NettyM3uaTransport sockets = transport;
    if (node != null && sockets != null) {
      for (Association association : processes.keySet()) {
        String process = association.name();
        attempt(() -> node.stopAsp(process));
        // M3UA would wait seconds for an acknowledgement; the message is on its way before the end.
        attempt(() -> sockets.stopAssociation(process));
      }
      attempt(node::stop);
    }
    if (sockets != null) {
      attempt(sockets::stop);
    }
    processes.clear();
    m3ua = null;
    transport = null;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      meters.failed("stop", e);
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
