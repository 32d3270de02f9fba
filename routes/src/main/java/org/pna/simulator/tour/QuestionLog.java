package org.pna.simulator.tour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a home register was asked, up to some hundred questions.
 *
 * @param <Q> questions
 */
final class QuestionLog<Q> {
  private static final int MAX = 500;

  private final Consumer<Q> next;
  private final List<Q> questions = new ArrayList<>();

  /** Hands each question on to {@code next}, too. */
  QuestionLog(Consumer<Q> next) {
    this.next = next;
  }

  void asked(Q question) {
    next.accept(question);
    synchronized (this) {
      if (questions.size() < MAX) {
        questions.add(question);
      }
      notifyAll();
    }
  }

  /** How many there have been. */
  synchronized int count() {
    return questions.size();
  }

  /** Waits until such a question has come after the first {@code since}. */
  synchronized boolean await(Predicate<Q> expected, int since, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (questions.subList(since, questions.size()).stream().noneMatch(expected)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
