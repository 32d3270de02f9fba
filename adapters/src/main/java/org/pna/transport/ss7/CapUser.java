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
   */
  void accept(NetworkMessage event, Runnable stranger);

  /** Hears of an event, or of its lack, that cannot be taken. */
  void missed(NetworkMessage about, String reason);
}
