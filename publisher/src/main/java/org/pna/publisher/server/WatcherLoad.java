package org.pna.publisher.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many subscriptions each watcher holds, and the bound of that. */
final class WatcherLoad {
  private final int max;
  private final ConcurrentMap<String, Integer> held = new ConcurrentHashMap<>();

  WatcherLoad(int max) {
    this.max = max;
  }

  /** Counts one more; false at the bound. */
  boolean admit(String watcher) {
    int[] before = new int[1];
    held.compute(
        watcher,
        (key, count) -> {
          before[0] = count == null ? 0 : count;
          return before[0] < max ? Integer.valueOf(before[0] + 1) : count;
        });
    return before[0] < max;
  }

  /** Counts one that was admitted before a restart. */
  void resumed(String watcher) {
    held.merge(watcher, 1, Integer::sum);
  }

  void released(String watcher) {
    held.computeIfPresent(watcher, (key, count) -> count > 1 ? count - 1 : null);
  }
}
