package org.pna.transport.radius;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Source;

/** The clients of a link, found by where a request comes from. */
final class Clients {
  private final List<Known> known;

  Clients(List<RadiusClient> clients) {
    known =
        clients.stream()
            .sorted(Comparator.comparingInt(client -> -client.network().bits()))
            .map(Known::new)
            .toList();
  }

  /** The client with the smallest network that holds the address; null for a stranger. */
  @Nullable Known of(InetAddress address) {
    byte[] octets = address.getAddress();
    for (Known client : known) {
      if (client.network.contains(octets)) {
        return client;
      }
    }
    return null;
  }

  /** One of them. */
  static final class Known {
    private final IpNetwork network;
    private final String secret;
    private final byte[] secretOctets;
    private final Source source;

    private Known(RadiusClient client) {
      network = client.network();
      secret = client.secret();
      secretOctets = secret.getBytes(StandardCharsets.UTF_8);
      source = client.source();
    }

    String secret() {
      return secret;
    }

    byte[] secretOctets() {
      return secretOctets;
    }

    Source source() {
      return source;
    }
  }
}
