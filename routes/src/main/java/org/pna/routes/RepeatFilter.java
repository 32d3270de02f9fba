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
  private final long windowMillis;
  private final int capacity;

  /** When each message was heard first, in the order of hearing. */
  private final Map<Fingerprint, Long> heard = new LinkedHashMap<>();

  /**
   * A filter that has heard nothing.
   *
   * @param window how long a repeat is looked for
   * @param capacity messages remembered; beyond it the oldest is forgotten early
   */
  public RepeatFilter(Duration window, int capacity) {
    this.windowMillis = window.toMillis();
    this.capacity = capacity;
  }

  /** Remembers a message heard at {@code time}; true if it was heard before. */
  public synchronized boolean isRepeat(Fingerprint fingerprint, Instant time) {
    long now = time.toEpochMilli();
    Iterator<Long> oldest = heard.values().iterator();
    while (oldest.hasNext()) {
      long first = oldest.next();
      if (heard.size() < capacity && first + windowMillis >= now) {
        break;
      }
      oldest.remove();
    }
    return heard.putIfAbsent(fingerprint, now) != null;
  }

  /** Forgets a message that was not accepted, so that its repeat is taken for the first. */
  public synchronized void forget(Fingerprint fingerprint) {
    heard.remove(fingerprint);
  }
}
