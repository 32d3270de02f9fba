package org.pna.publisher.server;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the NOTIFYs under way at a time. Whoever finds no room waits in a queue, with no more than
 * one place each, so that the subscriptions bound it.
 */
final class NotifyWindow {
  /** Who waits. */
  record Waiting(String presentity, SubscriptionId id) {}

  private final Semaphore room;
  private final int size;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  NotifyWindow(int size) {
    this.size = size;
    this.room = new Semaphore(size);
  }

  /** Takes a place for one NOTIFY, given back by {@link #leave}. */
  boolean enter() {
    return room.tryAcquire();
  }

  void leave() {
    room.release();
  }

  void await(Waiting one) {
    waiting.incrementAndGet();
    queue.add(one);
  }

  /** Who has waited longest, if there is room for him now. */
  @Nullable Waiting next() {
    if (room.availablePermits() == 0) {
      return null;
    }
    Waiting one = queue.poll();
    if (one != null) {
      waiting.decrementAndGet();
    }
    return one;
  }

  int waiting() {
    return waiting.get();
  }

  int underWay() {
    return size - room.availablePermits();
  }
}
