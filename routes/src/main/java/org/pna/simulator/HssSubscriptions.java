package org.pna.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is to be told of whose IMSUserState, and until when; at most a million subscriptions. Safe
 * for use by many threads.
 */
final class HssSubscriptions {
  private static final int MAX = 1_000_000;

  private final Map<Key, Instant> ends = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private record Key(String gateway, String name) {}

  HssSubscriptions(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One begins, or lasts longer.
   *
   * @return false if there are too many
   */
  boolean begin(String gateway, String name, Instant end) {
    if (ends.size() >= MAX) {
      return false;
    }
    ends.put(new Key(gateway, name), end);
    return true;
  }

  /** One ends; false if there was none. */
  boolean end(String gateway, String name) {
    Instant end = ends.remove(new Key(gateway, name));
    return end != null && end.isAfter(clock.instant());
  }

  boolean stands(String gateway, String name) {
    Instant end = ends.get(new Key(gateway, name));
    return end != null && end.isAfter(clock.instant());
  }

  /** How many have not ended. */
  int size() {
    Instant now = clock.instant();
    return (int) ends.values().stream().filter(now::isBefore).count();
  }

  void clear() {
    ends.clear();
  }
}
