package org.pna.transport.trace;

import org.pna.model.MalformedMessageException;
import org.pna.transport.ss7.codec.Component;

/** What understands the messages of a recorded dialogue, by the dialogue's application context. */
interface DialogueUser {
  /** Understands nothing: the user of every context in which no event is told. */
  DialogueUser NONE = (said, invoke) -> false;

  /** Looks at a message before its components, the first one of the dialogue included. */
  default void message(Said said) {}

  /**
   * Reads an invoke.
   *
   * @return false if it is none that this user reads
   * @throws MalformedMessageException if its argument cannot be decoded
   */
  boolean invoke(Said said, Component invoke) throws MalformedMessageException;

  /**
   * Reads a result.
   *
   * @throws MalformedMessageException if it cannot be decoded
   */
  default void result(Said said, Component result) throws MalformedMessageException {}

  /**
   * The dialogue is over.
   *
   * @param said the End or Abort, its components already read; or the Begin of another dialogue
   *     that took its transaction id
   */
  default void over(Said said) {}
}
