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
  private final Map<Fingerprint, Instant> heard = new LinkedHashMap<>(); // oldest first

  /**
   * @param window how long a repeat is looked for
   * @param capacity messages remembered; beyond it the oldest is forgotten early
   */
  public RepeatFilter(Duration window, int capacity) {
    this.window = window;
    this.capacity = capacity;
  }

  /**
   * Remembers a message heard at {@code time}; true if it was heard before. Where the time of a
   * trace goes back, what was heard long after is as little a repeat as what was heard long before.
   */
  public synchronized boolean isRepeat(Fingerprint fingerprint, Instant time) {
    Instant from = time.minus(window);
    Iterator<Instant> oldest = heard.values().iterator();
    while (oldest.hasNext() && (oldest.next().isBefore(from) || heard.size() >= capacity)) {
      oldest.remove();
    }
    Instant before = heard.get(fingerprint);
    if (before != null && !before.isAfter(time.plus(window))) {
      return true;
    }
    heard.remove(fingerprint); // so that it goes to the end
    heard.put(fingerprint, time);
    return false;
  }

  /** Forgets a message that was not accepted, so that its repeat is taken for the first. */
  public synchronized void forget(Fingerprint fingerprint) {
    heard.remove(fingerprint);
  }
}
