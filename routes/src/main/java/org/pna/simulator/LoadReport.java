package org.pna.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load run measured.
 *
 * @param dialogues how many were begun
 * @param outcomes answers by what they were, such as {@code result} or {@code error 59}
 * @param elapsed from the first begin to the last answer
 * @param p50 median time to the answer
 * @param p99 time within which 99 of 100 answers came
 * @param left dialogues open at the end
 */
public record LoadReport(
    int dialogues,
    Map<String, Integer> outcomes,
    Duration elapsed,
    Duration p50,
    Duration p99,
    int left) {
  static LoadReport of(Answer[] answers, long[] nanos, Duration elapsed, int left) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Answer answer : answers) {
      outcomes.merge(answer.toString(), 1, Integer::sum);
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new LoadReport(
        answers.length,
        outcomes,
        elapsed,
        Duration.ofNanos(sorted[sorted.length / 2]),
        Duration.ofNanos(sorted[(int) (sorted.length * 0.99)]),
        left);
  }

  /** Whether each dialogue got a ReturnResult and none is left. */
  public boolean allAnswered() {
    return left == 0 && outcomes.getOrDefault("result", 0) == dialogues;
  }

  /** Dialogues a second. */
  public double rate() {
    return dialogues / (elapsed.toNanos() / 1e9);
  }

  /** For a person, one figure a line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "dialogues      %d%nall answered   %s%noutcomes       %s%nrate           %.0f dialogues/s%n"
            + "answer p50     %.1f ms%nanswer p99     %.1f ms%ndialogues left %d%n",
        dialogues,
        allAnswered() ? "yes, each with a result" : "NO",
        outcomes,
        rate(),
        p50.toNanos() / 1e6,
        p99.toNanos() / 1e6,
        left);
  }
}
