package org.pna.transport.diameter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one peer.
 *
 * @param node the node's name
 * @param peer the peer's Origin-Host
 * @param condition what it can be used for
 * @param flapping whether it was lost three times or more within the last minute
 * @param since when the condition began
 * @param reason why it is not up, a few fixed words; null while it is
 */
public record PeerState(
    String node,
    String peer,
    Condition condition,
    boolean flapping,
    Instant since,
    @Nullable String reason) {
  /** What a peer can be used for. */
  public enum Condition {
    /** No connection, or one that does not answer. */
    DOWN,
    /** It offers Sh. */
    UP,
    /**
     * It is up and a relay (application 0xffffffff): whether a server of Sh stands behind it shows
     * only in its answers. Used when no other peer of the realm is up.
     */
    RELAY,
    /** It has no application in common with us; its connection may be up, but nothing is sent. */
    NO_COMMON_APPLICATION;

    /** Whether requests go to it. */
    public boolean isUsable() {
      return this == UP || this == RELAY;
    }
  }
}
