package org.pna.transport.ss7;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Deadlines on the wall clock, all run by one thread. */
final class TimerThread implements Deadlines, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  TimerThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Pending in(Duration delay, Runnable task) {
    ScheduledFuture<?> pending = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> pending.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
