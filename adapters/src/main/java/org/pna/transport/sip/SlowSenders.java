package org.pna.transport.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends what may block: over TCP, and to a name that has to be looked up. What belongs to one
 * Call-ID goes out in order.
 */
final class SlowSenders implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MAX_WAITING = 8_192;

  private final List<ExecutorService> senders = new ArrayList<>();

  SlowSenders() {
    for (int i = 0; i < THREADS; i++) {
      String name = "sip-sender-" + i;
      senders.add(
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(MAX_WAITING),
              task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
              }));
    }
  }

  /** False if too much is waiting already. */
  boolean execute(String callId, Runnable task) {
    try {
      senders.get(Math.floorMod(callId.hashCode(), THREADS)).execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    senders.forEach(ExecutorService::shutdownNow);
  }
}
