package org.pna.truth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when, in milliseconds since the world began; of one moment the first entered. */
final class Timeline implements InstantSource {
  static final Instant BEGINNING = Instant.parse("2026-11-21T00:00:00Z");

  private record Event(long at, long number, Runnable run) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private volatile long now; // lanes read it
  private long number;

  long now() {
    return now;
  }

  @Override
  public Instant instant() {
    return BEGINNING.plusMillis(now);
  }

  /** Has something happen; what lies in the past happens now. */
  synchronized void at(long time, Runnable run) {
    events.add(new Event(Math.max(now, time), number++, run));
  }

  void after(long delay, Runnable run) {
    at(now + delay, run);
  }

  /** Lets all happen until a moment. */
  void run(long until) {
    for (Event next = next(until); next != null; next = next(until)) {
      now = next.at();
      next.run().run();
    }
    now = until;
  }

  private synchronized Event next(long until) {
    Event first = events.peek();
    return first == null || first.at() > until ? null : events.remove();
  }
}
