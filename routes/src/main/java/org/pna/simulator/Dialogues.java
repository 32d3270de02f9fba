package org.pna.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.Answer.Outcome;

/** The dialogues that a node has begun and that are not answered yet. */
final class Dialogues {
  private static final int MAX_OPEN = 100_000;

  private final Map<Integer, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();

  /** Starts anywhere, so that a restarted node does not look like a repeat of its former self. */
  private final AtomicInteger transactions =
      new AtomicInteger(ThreadLocalRandom.current().nextInt());

  private final Duration patience;

  /** A dialogue without an answer after {@code patience} ends as {@link Outcome#TIMEOUT}. */
  Dialogues(Duration patience) {
    this.patience = patience;
  }

  int nextTransaction() {
    return transactions.incrementAndGet();
  }

  /**
   * Opens a dialogue.
   *
   * @throws IllegalStateException if too many are open
   */
  CompletableFuture<Answer> begin(int transaction) {
    if (open.size() >= MAX_OPEN) {
      throw new IllegalStateException(MAX_OPEN + " dialogues are open already");
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    open.put(transaction, answer);
    answer.completeOnTimeout(
        Answer.without(Outcome.TIMEOUT), patience.toMillis(), TimeUnit.MILLISECONDS);
    return answer.whenComplete((ended, failure) -> open.remove(transaction));
  }

  int open() {
    return open.size();
  }

  /** Ends the dialogue that a message belongs to, if there is one. */
  void received(Unitdata message) {
    boolean returned = message.returnCause >= 0;
    Integer transaction =
        returned ? ownTransaction(message.data) : AnswerReader.transaction(message.data);
    if (transaction == null) {
      return;
    }
    end(
        transaction,
        returned
            ? new Answer(Outcome.UNDELIVERABLE, message.returnCause, "")
            : AnswerReader.read(message.data));
  }

  void end(int transaction, Answer answer) {
    CompletableFuture<Answer> waiting = open.get(transaction);
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  private static @Nullable Integer ownTransaction(byte[] begin) {
    Ber id = Ber.ofValue(begin).find(0x62, 0x48);
    return id == null ? null : id.number();
  }
}
