package org.pna.simulator.tour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pna.simulator.HlrQuestion;

/** What the HLR was asked, up to some hundred questions. */
final class RegisterLog implements HlrQuestion.Listener {
  private static final int MAX = 500;

  private final HlrQuestion.Listener next;
  private final List<HlrQuestion> questions = new ArrayList<>();

  /** Hands each question on to {@code next}, too. */
  RegisterLog(HlrQuestion.Listener next) {
    this.next = next;
  }

  @Override
  public void asked(HlrQuestion question) {
    next.asked(question);
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

  /** Waits until a question has come after the first {@code since}, and was answered so. */
  synchronized boolean await(HlrQuestion expected, int since, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!questions.subList(since, questions.size()).contains(expected)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
