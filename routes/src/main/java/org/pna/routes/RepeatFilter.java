package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.pna.model.message.Fingerprint;

/**
 * Rule T2: a repeat is the same message by its protocol's own marks within a short time; equal
 * content alone is none. Safe for use by many threads.
 */
public final class RepeatFilter {
  private record Seen(Fingerprint fingerprint, Instant heard) {}

  private final Duration window;
  private final int capacity;
  private final Map<Fingerprint, Instant> fingerprints = new HashMap<>();
  private final Deque<Seen> inOrder = new ArrayDeque<>();

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
    while (!inOrder.isEmpty()
        && (inOrder.size() >= capacity || inOrder.getFirst().heard().plus(window).isBefore(time))) {
      Seen oldest = inOrder.removeFirst();
      fingerprints.remove(oldest.fingerprint(), oldest.heard());
    }
    Instant heard = fingerprints.get(fingerprint);
    if (heard != null && Duration.between(heard, time).abs().compareTo(window) <= 0) {
      return true;
    }
    fingerprints.put(fingerprint, time);
    inOrder.addLast(new Seen(fingerprint, time));
    return false;
  }

  /** Forgets a message that was not accepted, so that its repeat is taken for the first. */
  public synchronized void forget(Fingerprint fingerprint) {
    fingerprints.remove(fingerprint);
  }
}
