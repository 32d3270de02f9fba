package org.pna.model.message.sh;

import java.util.function.Consumer;

/**
 * The way to the home subscriber servers behind one Diameter node. Safe for use by many threads.
 */
public interface HomeSubscriberServer {
  /**
   * Sends a request.
   *
   * @param answer told exactly once, on any thread, which it must not block
   */
  void send(ShRequest request, Consumer<ShAnswer> answer);
}
