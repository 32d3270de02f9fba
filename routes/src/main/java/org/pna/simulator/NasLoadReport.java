package org.pna.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a run of accounting measured.
 *
 * @param requests how many were sent, each counted once
 * @param answered how many got an answer with the right authenticator
 * @param retransmissions how often one was sent again
 * @param strays datagrams that answered nothing open, such as the second answer to a request that
 *     was sent twice
 * @param elapsed from the first sending to the last answer
 * @param p50 median time to the answer
 * @param p99 time within which 99 of 100 answers came
 */
public record NasLoadReport(
    int requests,
    int answered,
    int retransmissions,
    int strays,
    Duration elapsed,
    Duration p50,
    Duration p99) {

  static NasLoadReport of(long[] nanos, long elapsed, int retransmissions, int strays) {
    long[] answers = Arrays.stream(nanos).filter(took -> took >= 0).sorted().toArray();
    return new NasLoadReport(
        nanos.length,
        answers.length,
        retransmissions,
        strays,
        Duration.ofNanos(elapsed),
        quantile(answers, 0.5),
        quantile(answers, 0.99));
  }

  private static Duration quantile(long[] sorted, double share) {
    return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[(int) (sorted.length * share)]);
  }

  /** Whether each request was answered. */
  public boolean allAnswered() {
    return answered == requests;
  }

  /** Answers a second. */
  public double rate() {
    return answered / (elapsed.toNanos() / 1e9);
  }

  /** For a person, one figure a line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "requests       %d%nanswered       %d%nsent again     %d%nrate           %.0f"
            + " answers/s%nanswer p50     %.1f ms%nanswer p99     %.1f ms%n",
        requests,
        answered,
        retransmissions,
        rate(),
        p50.toNanos() / 1e6,
        p99.toNanos() / 1e6);
  }
}
