package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that owns some presentities, what waits for it, and their timers. */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** Bounds the time for which a task's end waits for its neighbours'. */
  private static final int MAX_BURST = 16;

  /** The last that comes through the queue. */
  private static final Runnable END = new End();

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

  private static final class End implements Runnable {
    @Override
    public void run() {}
  }

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(); // touched by the lane only
  private Instant now = Instant.MIN; // touched by the lane only
  private final BlockingQueue<Runnable> queue;
  private final Thread thread;
  private final Consumer<Runnable> together;
  private volatile boolean closed;
  private volatile boolean ended;
  private final Duration horizon;
  private final int reserve;
  private final Lanes.AlarmHandler handler;

  Lane(
      String name,
      int capacity,
      Duration horizon,
      Lanes.AlarmHandler handler,
      Consumer<Runnable> together) {
    this.together = together;
    this.handler = handler;
    this.horizon = horizon;
    this.reserve = capacity / 10;
    this.queue = new LinkedBlockingQueue<>(capacity);
    this.thread = new Thread(this::work, name);
    thread.start();
  }

  /** As {@link #submit(Runnable)}, and false too when only the reserve is left. */
  boolean submit(Urgency urgency, Runnable task) {
    boolean room = urgency == Urgency.TRANSITION || queue.remainingCapacity() > reserve;
    return room && submit(task);
  }

  /** False when the lane is full or stopped. */
  boolean submit(Runnable task) {
    if (closed || !queue.offer(task)) {
      return false;
    }
    return !ended || !queue.remove(task); // nobody would come for it any more
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
    return queue.size();
  }

  /** Those that wait at the same time run together, so that the store may write them at once. */
  private void work() {
    try {
      while (!ended) {
        Runnable first = queue.take();
        together.accept(() -> runAll(first));
      }
    } catch (InterruptedException e) {
      queue.clear(); // it has had its time
    }
  }

  private void runAll(Runnable first) {
    Runnable next = first;
    for (int i = 1; next != null; i++) {
      if (next == END) {
        ended = true;
      }
      run(next);
      next = i < MAX_BURST || ended ? queue.poll() : null;
    }
  }

  /** Finishes what was accepted, within a time, and lets nothing in any more. */
  void stop(long millis) throws InterruptedException {
    closed = true;
    long start = System.nanoTime();
    boolean room = queue.offer(END, millis, TimeUnit.MILLISECONDS);
    thread.join(Math.max(1, millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    if (!room || thread.isAlive()) {
      ended = true;
      thread.interrupt();
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
