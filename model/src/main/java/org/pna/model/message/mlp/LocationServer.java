package org.pna.model.message.mlp;

import java.util.function.Consumer;

/** The way to the location servers. Safe for use by many threads. */
public interface LocationServer {
  /**
   * Sends a request.
   *
   * @param server the server's name
   * @param answer told exactly once, on any thread, which it must not block
   */
  void send(String server, MlpRequest request, Consumer<MlpAnswer> answer);
}
