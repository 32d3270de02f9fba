package org.pna.transport.ss7;

import java.util.concurrent.atomic.AtomicBoolean;
import org.pna.model.message.map.SccpAddress;

/**
 * One invoke of a {@link NotificationOperation} that waits for its answer; it is answered at most
 * once.
 */
final class Notification {
  private final NotificationDialogue dialogue;
  private final NotificationOperation operation;
  private final long invokeId;
  private final byte[] argument;
  private final AtomicBoolean claimed = new AtomicBoolean();

  /**
   * @param argument the whole argument with its tag
   */
  Notification(
      NotificationDialogue dialogue,
      NotificationOperation operation,
      long invokeId,
      byte[] argument) {
    this.dialogue = dialogue;
    this.operation = operation;
    this.invokeId = invokeId;
    this.argument = argument;
  }

  NotificationOperation operation() {
    return operation;
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

  /** Takes the right to answer, from any thread; false if it was taken before. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Answers; only for whoever claimed it. */
  void answer(Answer answer) {
    dialogue.answer(operation, invokeId, answer);
  }
}
