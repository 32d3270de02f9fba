package org.pna.publisher.server;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The presentities' lanes, and what they had no room for but must be done. That is bounded by its
 * sources: the answers to NOTIFYs under way, and one change for each watched presentity.
 */
final class Lanes {
  private record Postponed(String presentity, Runnable task) {}

  private final PresentityLane lane;
  private final ConcurrentLinkedQueue<Postponed> postponed = new ConcurrentLinkedQueue<>();

  Lanes(PresentityLane lane) {
    this.lane = lane;
  }

  /** False if the lane is full. */
  boolean offer(String presentity, Runnable task) {
    return lane.execute(presentity, task);
  }

  /** Now, or as soon as the lane has room. */
  void must(String presentity, Runnable task) {
    if (!lane.execute(presentity, task)) {
      postponed.add(new Postponed(presentity, task));
    }
  }

  /** Tries what was postponed; called now and then. */
  void retry() {
    for (int i = postponed.size(); i > 0; i--) {
      Postponed one = postponed.poll();
      if (one == null) {
        return;
      }
      must(one.presentity(), one.task());
    }
  }
}
