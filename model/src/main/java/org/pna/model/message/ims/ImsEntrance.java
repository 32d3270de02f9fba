package org.pna.model.message.ims;

import java.util.function.Consumer;
import org.pna.model.message.NetworkMessage;

/** The way into the route of reference point Pi. */
@FunctionalInterface
public interface ImsEntrance {
  /** What became of a message. */
  enum End {
    /** It is safe, or changed nothing. */
    ACCEPTED,
    /** Its subscriber is not ours. */
    UNKNOWN_SUBSCRIBER,
    /** No room, or the store failed: what is held of the subscriber is suspect now (rule T1). */
    REFUSED
  }

  /**
   * Gives a message to the route; never throws.
   *
   * @param end told exactly once, on any thread, not to block
   */
  void enter(NetworkMessage message, Consumer<End> end);
}
