package org.pna.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does things again and again. Whatever becomes of one of them, the others go on,
 * and it is tried again; one that goes on failing is logged once.
 */
final class PeriodicTasks {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

  private final List<ScheduledFuture<?>> tasks = new ArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread;

  /**
   * @param name of the thread
   */
  PeriodicTasks(String name) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** The thread, for what is to be done once. */
  ScheduledExecutorService thread() {
    return thread;
  }

  /**
   * Does something now and again after each pause.
   *
   * @param name in the log
   */
  void every(long millis, String name, Runnable task) {
    tasks.add(
        thread.scheduleWithFixedDelay(() -> guard(name, task), 0, millis, TimeUnit.MILLISECONDS));
  }

  /** Does something on this thread, whatever becomes of it. */
  void guard(String name, Runnable task) {
    try {
      task.run();
      failing.remove(name);
    } catch (RuntimeException e) {
      if (failing.add(name)) { // fifty times a second, perhaps
        LOG.error("{} failed, and is tried again: {}", name, e.getClass().getName());
      }
      LOG.debug("It failed so", e); // may name a subscriber
    }
  }

  /** Begins none of them any more; the thread stays. */
  void cancel() {
    tasks.forEach(task -> task.cancel(false));
  }

  /**
   * Ends the thread.
   *
   * @param patience seconds that what it does now may take
   */
  void close(long patience) {
    cancel();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(patience, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
