package org.pna.transport.ss7;

import java.time.Duration;

/** Runs what is due when a time has passed, unless it was cancelled before. */
public interface Deadlines {
  /**
   * Asks for a task to be run once.
   *
   * @param task must not block; run on any thread but the caller's
   * @throws java.util.concurrent.RejectedExecutionException when nothing is taken any more
   */
  Pending in(Duration delay, Runnable task);

  /** A task that waits. */
  @FunctionalInterface
  interface Pending {
    /** Lets it go, if it has not begun. */
    void cancel();
  }
}
