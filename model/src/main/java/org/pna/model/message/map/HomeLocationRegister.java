package org.pna.model.message.map;

import java.util.function.Consumer;

/** The way to the home location registers. Safe for use by many threads. */
public interface HomeLocationRegister {
  /**
   * Sends a request.
   *
   * @param answer told exactly once, on any thread, which it must not block
   */
  void send(HlrRequest request, Consumer<HlrAnswer> answer);
}
