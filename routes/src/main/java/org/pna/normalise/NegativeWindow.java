package org.pna.normalise;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Presentities of one supplier that turned negative in the last seconds, counted by the second. Who
 * does so again counts once, at the later time. For one thread.
 */
final class NegativeWindow {
  /** Presentities known by name; of more than these one may count twice. */
  private static final int MAX_KNOWN = 100_000;

  /** So far behind the newest it is the clock that was set back, not a message that was slow. */
  private static final int LATE_SECONDS = 60;

  private final int[] counts;
  private final Map<String, Long> known = new LinkedHashMap<>(); // the earliest first
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
  long add(String presentity, Instant time) {
    long second = time.getEpochSecond();
    if (second - newest >= counts.length || newest - second >= counts.length + LATE_SECONDS) {
      Arrays.fill(counts, 0);
      known.clear();
      total = 0;
      newest = second;
    }
    while (newest < second) {
      newest++;
      total -= counts[at(newest)];
      counts[at(newest)] = 0;
    }
    long counted = Math.max(second, newest - counts.length + 1);
    Long before = known.remove(presentity);
    if (before != null && before > newest - counts.length) {
      counts[at(before)]--;
      total--;
    }
    known.put(presentity, counted);
    forget();
    counts[at(counted)]++;
    return ++total;
  }

  private void forget() {
    Iterator<Long> earliest = known.values().iterator();
    while (earliest.hasNext()) {
      boolean isOver = earliest.next() <= newest - counts.length;
      if (!isOver && known.size() <= MAX_KNOWN) {
        return;
      }
      earliest.remove();
    }
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
