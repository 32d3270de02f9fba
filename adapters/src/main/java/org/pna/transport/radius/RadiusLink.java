package org.pna.transport.radius;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One socket for RADIUS accounting.
 *
 * @param name the link's name in {@code radius:NAME}
 * @param listenAddress an address of this machine to listen on, as a literal. With {@code 0.0.0.0}
 *     or {@code ::} on a machine of several addresses an answer may leave from another than the
 *     request came to, and a NAS drops it
 * @param port 1 to 65535, 1813 by RFC 2866; 0 for any that is free
 * @param clients whose requests are taken, at least one; all others get silence
 * @param maxPending requests in the route at a time; beyond it there is silence, and the NAS
 *     retries. A tenth of it is kept free of interim updates (rule S6)
 * @param maxAnswers answers kept for retransmissions; beyond it the oldest goes early
 * @param answerMemory how long an answer is kept
 * @param answerDeadline a request that was not accepted by then gets silence; less than the time
 *     after which the NAS retries
 * @param receiveBuffer octets asked of the kernel for what waits in the socket
 */
public record RadiusLink(
    String name,
    String listenAddress,
    int port,
    List<RadiusClient> clients,
    int maxPending,
    int maxAnswers,
    Duration answerMemory,
    Duration answerDeadline,
    int receiveBuffer) {
  /** Below it a burst of a few hundred requests is lost in the kernel. */
  public static final int RECEIVE_BUFFER = 4 << 20;

  public RadiusLink {
    clients = List.copyOf(clients);
    IpNetwork.address(listenAddress);
    Set<IpNetwork> networks = new HashSet<>();
    for (RadiusClient client : clients) {
      if (!networks.add(client.network())) {
        throw new IllegalArgumentException("link " + name + ": client twice, " + client.network());
      }
    }
    if (clients.isEmpty() || port < 0 || port > 65535) {
      throw new IllegalArgumentException("link " + name + ": no client, or no port " + port);
    }
    if (maxPending < 1 || maxAnswers < 1 || receiveBuffer < 1) {
      throw new IllegalArgumentException("link " + name + ": a bound is less than 1");
    }
  }

  /** A link with the bounds that suit a GGSN that waits 3 s or more for an answer. */
  public RadiusLink(String name, String listenAddress, int port, List<RadiusClient> clients) {
    this(
        name,
        listenAddress,
        port,
        clients,
        20_000,
        50_000,
        Duration.ofSeconds(30),
        Duration.ofMillis(2_500),
        RECEIVE_BUFFER);
  }
}
