package org.pna.app.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A local address and port that the gateway will bind.
 *
 * @param line where the configuration says so
 * @param path the key
 * @param protocol what is spoken there
 * @param address IPv4 or IPv6
 * @param port 0 for any free one
 * @param sharedBy a socket may serve several associations of one link, each from its own peer: the
 *     link's name; null when the socket is for one alone
 * @param peer the peer it is for, where that is fixed
 */
public record Binding(
    int line,
    String path,
    Protocol protocol,
    InetAddress address,
    int port,
    @Nullable String sharedBy,
    @Nullable Endpoint peer) {
  /** Of the transport layer. */
  public enum Protocol {
    UDP,
    TCP,
    SCTP
  }

  /** Whether both cannot be bound at once. */
  boolean clashesWith(Binding other) {
    return port != 0
        && port == other.port
        && protocol == other.protocol
        && (address.equals(other.address)
            || address.isAnyLocalAddress()
            || other.address.isAnyLocalAddress())
        && !sharesWith(other);
  }

  private boolean sharesWith(Binding other) {
    return sharedBy != null
        && sharedBy.equals(other.sharedBy)
        && address.equals(other.address)
        && peer != null
        && other.peer != null
        && peer.isToldFrom(other.peer);
  }
}
