package org.pna.model;

import java.util.List;
import org.pna.model.message.NetworkMessage;

/**
 * A pure function from one decoded message to presence reports: no clock, no input or output, no
 * state. Implementations are final and their names end in {@code Adapter}.
 *
 * @param <M> the message that it understands
 */
public interface Adapter<M extends NetworkMessage> {
  /** The reference point it serves. */
  Source source();

  /** The messages it understands. */
  Class<M> messageType();

  /** Whether the message belongs to this reference point. */
  boolean hears(M message);

  /**
   * What the message says. Only called for a message that {@link #hears} accepted.
   *
   * @throws RefusedException if it says something that this reference point does not support
   */
  List<PresenceReport> reports(M message) throws RefusedException;
}
