package org.pna.transport.diameter;

/** Told of the peers of all nodes. Called on any thread, not to block. */
public interface PeerListener {
  /**
   * The condition of a peer has changed. When it is usable again, what was pushed meanwhile is
   * missed, and subscriptions are to be renewed.
   */
  void changed(PeerState state);

  /**
   * A peer told of another Origin-State-Id: it has restarted and may have lost what we subscribed
   * to (RFC 6733 clause 8.16), even if the connection stayed.
   *
   * @param node the node's name
   * @param peer the peer's Origin-Host
   */
  void restarted(String node, String peer);
}
