package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.diameter.DiameterNode.Bounds;
import org.pna.transport.diameter.DiameterNode.Timers;
import org.pna.transport.diameter.DiameterPeer;

/** Reads {@code diameter.nodes}. Diameter identities are kept in lower case. */
final class DiameterReader {
  private static final int NODES = 16;
  private static final int PEERS = 64;
  private static final int REALMS = 64;
  private static final int SHORTEST_MESSAGE = 4_096;
  private static final int LONGEST_MESSAGE = 16_777_215;
  private static final int REQUESTS = 100_000;
  private static final int UNSENT = 1_000_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LEAST_WATCHDOG = Duration.ofSeconds(6);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Bindings bindings;
  private final Once names = new Once();
  private final Once hosts = new Once();

  DiameterReader(Bindings bindings) {
    this.bindings = bindings;
  }

  /** Our nodes; none if the section is absent. */
  List<DiameterNode> read(Value diameter) {
    List<DiameterNode> nodes = new ArrayList<>();
    try (Section section = diameter.section()) {
      Value list = diameter.isPresent() ? section.required("nodes") : section.optional("nodes");
      list.filledList(NODES).forEach(value -> nodes.add(node(value)));
    }
    return nodes;
  }

  private DiameterNode node(Value value) {
    try (Section section = value.section()) {
      String name = names.name(section.required("name")).orElse("unnamed");
      Value host = section.required("host");
      Optional<String> identity = identity(host, "pna.ims.example");
      identity.ifPresent(text -> hosts.take(text, host, "give each node a host of its own"));
      String realm = identity(section.required("realm"), "ims.example").orElse("");
      Value local = section.required("local");
      Optional<Endpoint> address = local(local);
      Value home = section.optional("home-realm");
      String homeRealm = identity(home, "ims.example").orElse(realm);
      Value list = section.required("peers");
      List<DiameterPeer> peers = new PeerReader(address, identity, homeRealm).read(list);
      if (!peers.isEmpty() && peers.stream().noneMatch(peer -> peer.realms().contains(homeRealm))) {
        list.fault(
            "no peer serves the home realm " + homeRealm,
            "write it among a peer's realms, or another home-realm");
      }
      return new DiameterNode(
          name,
          identity.orElse(""),
          realm,
          address.map(Endpoint::address).orElse(""),
          homeRealm,
          peers,
          timers(section),
          bounds(section),
          PrReader.read(section.optional("pr")));
    }
  }

  private static Optional<String> identity(Value value, String example) {
    return value
        .domain("write a name such as " + example)
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  private Optional<Endpoint> local(Value value) {
    Optional<Endpoint> address =
        value.parsed(
            Endpoint::address,
            "'%s' is no IP address",
            "write an address of this machine, such as 127.0.0.1 or \"::1\"");
    address.ifPresent(end -> bindings.add(value, Binding.Protocol.TCP, end, null, null));
    return address;
  }

  private static Timers timers(Section node) {
    Timers usual = Timers.DEFAULT;
    Value first = node.optional("reconnect");
    Value limit = node.optional("reconnect-limit");
    Duration reconnect = first.duration(SECOND, MINUTE).orElse(usual.reconnect());
    Duration reconnectLimit =
        limit.duration(SECOND, HOUR).orElse(max(reconnect, usual.reconnectLimit()));
    if (reconnectLimit.compareTo(reconnect) < 0) {
      limit.fault("is shorter than reconnect", "make it as long at least");
    }
    return new Timers(
        node.optional("watchdog")
            .duration(LEAST_WATCHDOG, Duration.ofMinutes(5))
            .orElse(usual.watchdog()),
        node.optional("peer-timeout").duration(SECOND, MINUTE).orElse(usual.capabilities()),
        reconnect,
        reconnectLimit,
        node.optional("query-timeout").duration(SECOND, MINUTE).orElse(usual.request()),
        node.optional("answer-deadline").duration(SECOND, MINUTE).orElse(usual.answerDeadline()));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Bounds bounds(Section node) {
    Bounds usual = Bounds.DEFAULT;
    return new Bounds(
        node.optional("max-queries").integer(1, REQUESTS).orElse(usual.requests()),
        node.optional("max-notifications").integer(1, REQUESTS).orElse(usual.notifications()),
        node.optional("max-message")
            .integer(SHORTEST_MESSAGE, LONGEST_MESSAGE)
            .orElse(usual.messageOctets()),
        node.optional("max-unsent").integer(1, UNSENT).orElse(usual.unsent()));
  }

  /** The peers of one node. */
  private record PeerReader(
      Optional<Endpoint> local, Optional<String> own, String homeRealm, Once hosts, Once ends) {
    PeerReader(Optional<Endpoint> local, Optional<String> own, String homeRealm) {
      this(local, own, homeRealm, new Once(), new Once());
    }

    List<DiameterPeer> read(Value list) {
      List<DiameterPeer> peers = new ArrayList<>();
      list.filledList(PEERS).forEach(item -> peers.add(peer(item)));
      return peers;
    }

    private DiameterPeer peer(Value value) {
      try (Section section = value.section()) {
        Value host = section.required("host");
        Optional<String> identity = identity(host, "hss.ims.example");
        identity.ifPresent(text -> hosts.take(text, host, "give each peer its own Origin-Host"));
        if (identity.isPresent() && identity.equals(own)) {
          host.fault("is the node's own host", "write the peer's");
        }
        Value address = section.required("address");
        Optional<Endpoint> end = address.endpoint();
        end.ifPresent(remote -> compare(address, remote));
        return new DiameterPeer(
            identity.orElse(""),
            end.map(Endpoint::address).orElse(""),
            end.map(Endpoint::port).orElse(0),
            realms(section.optional("realms")));
      }
    }

    private void compare(Value address, Endpoint remote) {
      ends.take(
          remote.inetAddress().getHostAddress() + " " + remote.port(),
          address,
          "give each peer an address and port of its own");
      if (remote.port() == 0) {
        address.fault("a peer needs a port", "write one from 1 to 65535, such as 3868");
      }
      local.ifPresent(
          here -> {
            if (here.isIpv6() != remote.isIpv6()) {
              address.fault(
                  "it and the node's local are not both IPv4 or both IPv6", "write both alike");
            } else if (here.isLoopback() && !remote.isLoopback()) {
              address.warning(
                  "cannot be reached from the node's local, a loopback address",
                  "write an address of this machine in the peer's network");
            }
          });
    }

    private List<String> realms(Value value) {
      if (!value.isPresent()) {
        return List.of(homeRealm);
      }
      Set<String> realms = new LinkedHashSet<>();
      for (Value item : value.filledList(REALMS)) {
        identity(item, "ims.example")
            .filter(realm -> !realms.add(realm))
            .ifPresent(twice -> item.fault("stands twice", "remove one"));
      }
      return List.copyOf(realms);
    }
  }
}
