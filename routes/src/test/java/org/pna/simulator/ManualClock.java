package org.pna.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pna.transport.ss7.Deadlines;

/** A clock that the test moves; deadlines that fall due by it run on the test's thread. */
final class ManualClock implements InstantSource, Deadlines {
  private final Map<Runnable, Instant> pending = new LinkedHashMap<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Pending in(Duration delay, Runnable task) {
    pending.put(task, now.plus(delay));
    return () -> cancel(task);
  }

  private synchronized void cancel(Runnable task) {
    pending.remove(task);
  }

  /** Moves on to a moment, and runs what is due by then. */
  void advance(Instant to) {
    due(to).forEach(Runnable::run);
  }

  private synchronized List<Runnable> due(Instant to) {
    now = to;
    List<Runnable> due = new ArrayList<>();
    pending.forEach(
        (task, at) -> {
          if (!at.isAfter(now)) {
            due.add(task);
          }
        });
    due.forEach(pending::remove);
    return due;
  }
}
