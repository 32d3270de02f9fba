package org.pna.normalise;

import java.time.Instant;
import java.util.Arrays;

/** Negatives of one supplier in the last seconds, counted by the second. For one thread. */
final class NegativeWindow {
  /** So far behind the newest it is the clock that was set back, not a message that was slow. */
  private static final int LATE_SECONDS = 60;

  private final int[] counts;
  private long newest = Long.MIN_VALUE / 2;
  private long total;
  private Instant alarmUntil = Instant.MIN;

  /**
   * @param seconds how far back it reaches
   */
  NegativeWindow(int seconds) {
    counts = new int[seconds];
  }

  /** Counts one; returns all of the last seconds, this one too. */
  long add(Instant time) {
    long second = time.getEpochSecond();
    if (second - newest >= counts.length || newest - second >= counts.length + LATE_SECONDS) {
      Arrays.fill(counts, 0);
      total = 0;
      newest = second;
    }
    while (newest < second) {
      newest++;
      total -= counts[at(newest)];
      counts[at(newest)] = 0;
    }
    counts[at(Math.max(second, newest - counts.length + 1))]++;
    return ++total;
  }

  private int at(long second) {
    return (int) Math.floorMod(second, (long) counts.length);
  }

  /** Until when there is reason for alarm. */
  Instant alarmUntil() {
    return alarmUntil;
  }

  void alarmUntil(Instant until) {
    alarmUntil = until;
  }
}
