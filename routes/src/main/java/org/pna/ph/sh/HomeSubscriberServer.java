package org.pna.ph.sh;

import java.util.function.Consumer;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;

/** The way to the home subscriber servers of a Diameter node (reference point Ph over Sh). */
@FunctionalInterface
public interface HomeSubscriberServer {
  /**
   * Sends a request.
   *
   * @param answer told exactly once, on any thread, possibly at once, not to block
   */
  void send(ShRequest request, Consumer<ShAnswer> answer);
}
