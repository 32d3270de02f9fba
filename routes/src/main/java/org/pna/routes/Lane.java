package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that owns some presentities, what waits for it, and their timers. */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /**
   * A moment at which to look at a presentity again. Nothing cancels it: whoever is called looks
   * whether there is still something to do.
   */
  private record Alarm(Instant due, String presentity) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int order = due.compareTo(other.due);
      return order == 0 ? presentity.compareTo(other.presentity) : order;
    }
  }

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(); // touched by the lane only
  private Instant now = Instant.MIN; // touched by the lane only
  private final ThreadPoolExecutor thread;
  private final Duration horizon;
  private final int reserve;
  private final Lanes.AlarmHandler handler;

  Lane(String name, int capacity, Duration horizon, Lanes.AlarmHandler handler) {
    this.handler = handler;
    this.horizon = horizon;
    this.reserve = capacity / 10;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(capacity),
            task -> new Thread(task, name));
  }

  /** As {@link #submit(Runnable)}, and false too when only the reserve is left. */
  boolean submit(Urgency urgency, Runnable task) {
    boolean room = urgency == Urgency.TRANSITION || thread.getQueue().remainingCapacity() > reserve;
    return room && submit(task);
  }

  /** False when the lane is full or stopped. */
  boolean submit(Runnable task) {
    try {
      thread.execute(() -> run(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Only from the lane's own thread; see {@link Lanes#wake}. */
  void wake(Instant due, Instant heard, String presentity) {
    Instant putOff = heard.isBefore(now) ? due.plus(Duration.between(heard, now)) : due;
    keep(putOff, heard, presentity);
  }

  private void keep(Instant due, Instant from, String presentity) {
    if (Duration.between(from, due).compareTo(horizon) <= 0) {
      alarms.add(new Alarm(due, presentity));
    }
  }

  /** Only from the lane's own thread: rings what is due. */
  void advance(Instant time) {
    now = time;
    Alarm next = alarms.peek();
    while (next != null && !next.due().isAfter(now)) {
      alarms.remove();
      Instant again = ring(next);
      if (again != null) {
        keep(again, next.due(), next.presentity());
      }
      next = alarms.peek();
    }
  }

  /** A neighbour's task comes next: it must not be lost with an alarm. */
  private @Nullable Instant ring(Alarm alarm) {
    try {
      return handler.ring(alarm.presentity(), alarm.due());
    } catch (RuntimeException e) {
      LOG.error(
          "An alarm failed on its lane; the store brings it back: {}", e.getClass().getName());
      LOG.debug("It failed so", e);
      return null;
    }
  }

  int waiting() {
    return thread.getQueue().size();
  }

  void stop(long millis) throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
      thread.shutdownNow();
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) { // an Error would end the lane's thread
      LOG.error("A task failed on its lane; the lane goes on: {}", e.getClass().getName());
      LOG.debug("It failed so", e);
    }
  }
}
