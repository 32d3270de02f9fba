package org.pna.transport.diameter;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the Origin-State-Ids that servers told (RFC 6733 clause 8.16) over our own restarts, so
 * that a server that restarted while we were away is noticed. Called on any thread, not to block.
 */
public interface OriginStateMemory {
  /**
   * What a server told last.
   *
   * @param node the node's name
   * @param host the server's Origin-Host
   * @return 1 to 4,294,967,295; null if that is not known
   */
  @Nullable Long known(String node, String host);

  /**
   * A server tells another, and what follows from it is done.
   *
   * @param stateId 1 to 4,294,967,295
   */
  void keep(String node, String host, long stateId);
}
