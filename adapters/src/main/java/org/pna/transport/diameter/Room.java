package org.pna.transport.diameter;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many requests of a node are in its route. Bounded; the last tenth is kept free of those that
 * the next one makes up for (rule S6).
 */
final class Room {
  private final int most;
  private final int mostSheddable;
  private int taken;

  Room(int most) {
    this.most = most;
    this.mostSheddable = most - most / 10;
  }

  synchronized boolean tryTake(boolean isSheddable) {
    if (taken >= (isSheddable ? mostSheddable : most)) {
      return false;
    }
    taken++;
    return true;
  }

  synchronized void giveBack() {
    taken--;
    if (taken == 0) {
      notifyAll();
    }
  }

  synchronized int taken() {
    return taken;
  }

  /**
   * Waits until none is left.
   *
   * @return false if some are when the time is over
   */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (taken > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
