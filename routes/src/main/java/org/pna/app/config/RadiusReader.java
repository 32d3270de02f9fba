package org.pna.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pna.model.Source;
import org.pna.transport.radius.IpNetwork;
import org.pna.transport.radius.RadiusClient;
import org.pna.transport.radius.RadiusLink;

/** Reads the section about RADIUS accounting. */
final class RadiusReader {
  /** Its endpoint is {@code radius:accounting}; a second socket's {@code radius:accounting2}. */
  private static final String NAME = "accounting";

  private static final int SOCKETS = 16;
  private static final int CLIENTS = 10_000;
  private static final int SAFE_SECRET = 16;

  /** Reference points that speak RADIUS. */
  private enum Point {
    PK,
    PP,
    PR
  }

  private final Secrets secrets;
  private final Bindings bindings;

  /**
   * @param secrets those that clients share with us
   */
  RadiusReader(Secrets secrets, Bindings bindings) {
    this.secrets = secrets;
    this.bindings = bindings;
  }

  /** The sockets; none: no accounting is heard. */
  List<RadiusLink> read(Value radius) {
    if (!radius.isPresent()) {
      return List.of();
    }
    try (Section section = radius.section()) {
      List<Endpoint> sockets = sockets(section.required("listen"));
      List<RadiusClient> clients = clients(section.required("clients"));
      List<RadiusLink> links = new ArrayList<>();
      for (Endpoint socket : clients.isEmpty() ? List.<Endpoint>of() : sockets) {
        String name = links.isEmpty() ? NAME : NAME + (links.size() + 1);
        links.add(new RadiusLink(name, socket.address(), socket.port(), clients));
      }
      return links;
    }
  }

  private List<Endpoint> sockets(Value value) {
    List<Endpoint> sockets = new ArrayList<>();
    for (Value item : value.filledList(SOCKETS)) {
      item.endpoint()
          .ifPresent(
              socket -> {
                bindings.add(item, Binding.Protocol.UDP, socket, null, null);
                if (socket.port() == 0) {
                  item.warning(
                      "takes any free port, which no gateway knows", "write a port, such as 1813");
                }
                if (socket.inetAddress().isAnyLocalAddress()) {
                  item.warning(
                      "an answer may leave from another address than the request came to",
                      "write the address that the gateways send to");
                }
                sockets.add(socket);
              });
    }
    return sockets;
  }

  private List<RadiusClient> clients(Value value) {
    List<RadiusClient> clients = new ArrayList<>();
    Set<IpNetwork> networks = new HashSet<>();
    for (Value item : value.filledList(CLIENTS)) {
      try (Section client = item.section()) {
        Value from = client.required("from");
        Optional<IpNetwork> network =
            from.parsed(
                RadiusReader::network,
                "'%s' is no address and no network",
                "write 192.0.2.1, 192.0.2.0/24 or 2001:db8::/64");
        Optional<Source> source =
            client
                .required("source")
                .oneOf(Point.class)
                .map(point -> new Source(point.name().toLowerCase(Locale.ROOT)));
        Optional<String> secret = secret(item, client);
        if (network.isPresent() && !networks.add(network.get())) {
          from.fault("stands twice", "remove one");
        } else if (network.isPresent() && source.isPresent() && secret.isPresent()) {
          clients.add(new RadiusClient(network.get(), secret.get(), source.get()));
        }
      }
    }
    return clients;
  }

  /** An address or a network as an operator writes it. */
  static Optional<IpNetwork> network(String text) {
    try {
      return Optional.of(IpNetwork.of(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private Optional<String> secret(Value item, Section client) {
    Optional<Secrets.Given> secret = secrets.required(item, client, "secret");
    secret
        .filter(given -> given.text().length() < SAFE_SECRET)
        .ifPresent(
            given ->
                given
                    .at()
                    .warning(
                        "a secret of less than " + SAFE_SECRET + " characters can be guessed",
                        "agree on a longer one with whoever runs the client"));
    return secret.map(Secrets.Given::text);
  }
}
