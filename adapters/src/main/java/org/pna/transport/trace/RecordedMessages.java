package org.pna.transport.trace;

import org.pna.model.Place;
import org.pna.model.message.NetworkMessage;

/** Told of what recorded dialogues hold, in the order of the trace, on the reader's thread. */
public interface RecordedMessages {
  /**
   * An invoke, of whichever direction, also when it is reported again as something below.
   *
   * @param name the operation's, {@code unknown-CODE} if it has none
   */
  void operation(String name);

  /** A component by which the network tells something of a subscriber. */
  void event(NetworkMessage message);

  /**
   * What the way in which a dialogue ended means for its subscriber (rule T9). It is no event, but
   * goes the way of one.
   */
  void inferred(NetworkMessage message);

  /**
   * Something that is no event.
   *
   * @param reason the name of an operation that is not read, or {@code unknown-dialogue}
   */
  void ignored(String reason);

  /**
   * A TCAP message or an event's argument that cannot be decoded.
   *
   * @param place the frame that completed it
   * @param reason what is wrong and where, without any identity
   */
  void malformed(Place.Frame place, String reason);
}
