package org.pna.simulator;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a simulated HLR or HSS was asked what, in all and in each second of the last hour that
 * had requests. Safe for use by many threads.
 */
public final class HlrCounts {
  private static final int SECONDS = 3_600;

  private final InstantSource clock;
  private final Map<Integer, Long> totals = new TreeMap<>();

  /** By second since 1970, then by operation; guarded by this. */
  private final TreeMap<Long, Map<Integer, Integer>> seconds = new TreeMap<>();

  private long foreign;

  HlrCounts(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void asked(int operation) {
    totals.merge(operation, 1L, Long::sum);
    seconds
        .computeIfAbsent(clock.instant().getEpochSecond(), second -> new TreeMap<>())
        .merge(operation, 1, Integer::sum);
    while (seconds.size() > SECONDS) {
      seconds.pollFirstEntry();
    }
  }

  synchronized void foreign() {
    foreign++;
  }

  /** Requests with this operation or command code. */
  public synchronized long of(int operation) {
    return totals.getOrDefault(operation, 0L);
  }

  /** The most requests with this operation code in one second. */
  public synchronized int busiestSecond(int operation) {
    return seconds.values().stream()
        .mapToInt(second -> second.getOrDefault(operation, 0))
        .max()
        .orElse(0);
  }

  /** Requests with this operation code by second since 1970; seconds without any are left out. */
  public synchronized Map<Long, Integer> bySecond(int operation) {
    Map<Long, Integer> counts = new TreeMap<>();
    seconds.forEach(
        (second, all) -> {
          Integer count = all.get(operation);
          if (count != null) {
            counts.put(second, count);
          }
        });
    return counts;
  }

  /** Modifications of a CSI that names another gsmSCF than the one that asked (rule S5). */
  public synchronized long foreignModifications() {
    return foreign;
  }
}
