package org.pna.publisher.server;

/** Runs what touches one presentity on one thread, in order. */
@FunctionalInterface
public interface PresentityLane {
  /**
   * Queues a task.
   *
   * @param presentity URI, normalised
   * @param task short, must not block
   * @return false if the lane is full; the task will not run then
   */
  boolean execute(String presentity, Runnable task);
}
