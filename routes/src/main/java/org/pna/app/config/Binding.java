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

  /**
   * Whether both cannot be there at once. Associations of one link whose peers connect to the same
   * port must be told apart by the peer, on whatever address of ours.
   */
  boolean clashesWith(Binding other) {
    if (port == 0 || port != other.port || protocol != other.protocol) {
      return false;
    }
    boolean isSame = address.equals(other.address);
    boolean overlaps = address.isAnyLocalAddress() || other.address.isAnyLocalAddress();
    if (sharedBy == null || !sharedBy.equals(other.sharedBy)) {
      return isSame || overlaps;
    }
    return (overlaps && !isSame) || !isToldFrom(other);
  }

  /** One association at most may take any peer: whoever is not named by another one. */
  private boolean isToldFrom(Binding other) {
    if (peer == null) {
      return other.peer != null;
    }
    return other.peer == null || peer.isToldFrom(other.peer);
  }
}
