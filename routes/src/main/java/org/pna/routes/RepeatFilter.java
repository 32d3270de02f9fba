package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pna.model.message.Fingerprint;

/**
 * Rule T2: a repeat is the same message by its protocol's own marks within a short time; equal
 * content alone is none. Safe for use by many threads.
 */
public final class RepeatFilter {
  private final Duration window;
  private final int capacity;
  private final Map<Fingerprint, Instant> until = new LinkedHashMap<>(); // oldest first

  /**
   * @param window how long a repeat is looked for
   * @param capacity messages remembered; beyond it the oldest is forgotten early
   */
  public RepeatFilter(Duration window, int capacity) {
    this.window = window;
    this.capacity = capacity;
  }

  /** Remembers a message heard at {@code time}; true if it was heard before. */
  public synchronized boolean isRepeat(Fingerprint fingerprint, Instant time) {
    Iterator<Instant> oldest = until.values().iterator();
    while (oldest.hasNext() && (oldest.next().isBefore(time) || until.size() >= capacity)) {
      oldest.remove();
    }
    return until.putIfAbsent(fingerprint, time.plus(window)) != null;
  }

  /** Forgets a message that was not accepted, so that its repeat is taken for the first. */
  public synchronized void forget(Fingerprint fingerprint) {
    until.remove(fingerprint);
  }
}
