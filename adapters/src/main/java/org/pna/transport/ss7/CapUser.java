package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.NetworkMessage;

/** Takes what CAP tells; no method blocks or throws. */
interface CapUser {
  /** Why nothing is taken now, or null. */
  @Nullable String obstacle();

  /**
   * Takes an event.
   *
   * @param stranger run, on any thread, when it is about nobody of ours
   * @param over told, on any thread, when all is done: false if the event was missed only because
   *     there is no room for it now, or no disk
   */
  void accept(NetworkMessage event, Runnable stranger, BooleanConsumer over);

  /** Takes an event, after which nothing is to be done. */
  default void accept(NetworkMessage event, Runnable stranger) {
    accept(event, stranger, done -> {});
  }

  /** Takes a boolean. */
  interface BooleanConsumer {
    void accept(boolean value);
  }

  /** Hears of an event, or of its lack, that cannot be taken. */
  void missed(NetworkMessage about, String reason);
}
