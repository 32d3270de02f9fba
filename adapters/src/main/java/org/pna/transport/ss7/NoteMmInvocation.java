package org.pna.transport.ss7;

import java.util.concurrent.atomic.AtomicBoolean;
import org.pna.model.message.map.SccpAddress;

/** One invoke of noteMM-Event that waits for its answer; it is answered at most once. */
final class NoteMmInvocation {
  private final NoteMmDialogue dialogue;
  private final long invokeId;
  private final byte[] argument;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * @param argument the whole argument with its tag
   */
  NoteMmInvocation(NoteMmDialogue dialogue, long invokeId, byte[] argument) {
    this.dialogue = dialogue;
    this.invokeId = invokeId;
    this.argument = argument;
  }

  int invokeId() {
    return (int) invokeId;
  }

  byte[] argument() {
    return argument;
  }

  /** The transaction id that we gave the dialogue. */
  long dialogueId() {
    return dialogue.getLocalDialogId();
  }

  /** The transaction id that the sender gave it. */
  long originatingId() {
    return dialogue.getRemoteDialogId();
  }

  SccpAddress calling() {
    return dialogue.calling();
  }

  /**
   * Answers, from any thread.
   *
   * @return false if it was answered before
   */
  boolean answer(Answer answer) {
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    dialogue.answer(invokeId, answer);
    return true;
  }
}
