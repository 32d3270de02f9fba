package org.pna.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run of notifications measured.
 *
 * @param accepted how many were answered with 2001
 * @param failed how many with something else, or not at all
 * @param elapsed from the first sending to the last answer
 * @param p50 median time to the answer of those accepted
 * @param p99 time within which 99 of 100 of these answers came
 */
public record HssLoadReport(
    int accepted, int failed, Duration elapsed, Duration p50, Duration p99) {

  static HssLoadReport of(List<Long> nanos, int failed, long elapsed) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new HssLoadReport(
        sorted.size(),
        failed,
        Duration.ofNanos(elapsed),
        quantile(sorted, 0.5),
        quantile(sorted, 0.99));
  }

  private static Duration quantile(List<Long> sorted, double share) {
    return Duration.ofNanos(sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * share)));
  }

  /** Accepted ones a second. */
  public double rate() {
    return accepted / (elapsed.toNanos() / 1e9);
  }

  /** For a person, one figure a line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "accepted       %d%nfailed         %d%nrate           %.0f answers/s%nanswer p50     %.1f"
            + " ms%nanswer p99     %.1f ms%n",
        accepted,
        failed,
        rate(),
        p50.toNanos() / 1e6,
        p99.toNanos() / 1e6);
  }
}
