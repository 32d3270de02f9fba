package org.pna.transport.diameter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** When a peer may be connected to again, and whether it is flapping. */
final class Reconnection {
  private static final int LOSSES = 3;
  private static final long WINDOW = Duration.ofSeconds(60).toNanos();

  private final long first;
  private final long limit;
  private final LongSupplier nanos;
  private final Deque<Long> losses = new ArrayDeque<>();
  private long wait;
  private long next;

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  Reconnection(DiameterNode.Timers timers, LongSupplier nanos) {
    this.first = timers.reconnect().toNanos();
    this.limit = Math.max(first, timers.reconnectLimit().toNanos());
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /** Whether it is time; if so, the next time is put off. */
  synchronized boolean tryNow() {
    long now = nanos.getAsLong();
    if (now - next < 0) {
      return false;
    }
    wait = wait == 0 ? first : Math.min(2 * wait, limit);
    next = now + wait;
    return true;
  }

  /** It is up. */
  synchronized void succeeded() {
    if (!isFlapping()) {
      wait = 0;
    }
  }

  /** It was up, and is no more. */
  synchronized void lost() {
    long now = nanos.getAsLong();
    if (losses.size() == LOSSES) {
      losses.removeFirst();
    }
    losses.addLast(now);
    next = now + (wait == 0 ? first : wait);
  }

  /** It does not want us for now. */
  synchronized void turnedAway() {
    wait = limit;
    next = nanos.getAsLong() + limit;
  }

  /** Whether it was lost three times within a minute. */
  synchronized boolean isFlapping() {
    Long oldest = losses.peekFirst();
    return losses.size() == LOSSES && oldest != null && nanos.getAsLong() - oldest < WINDOW;
  }
}
