package org.pna.transport.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The requests of a link that are in its route, oldest first. Bounded; the last tenth is kept free
 * of interim updates (rule S6). One that the route never completes stays, and takes its room.
 */
final class PendingRequests {
  private final int most;
  private final int mostWithInterim;
  private final Map<RequestKey, PendingRequest> requests = new LinkedHashMap<>();

  PendingRequests(int most) {
    this.most = most;
    this.mostWithInterim = most - most / 10;
  }

  synchronized boolean contains(RequestKey key) {
    return requests.containsKey(key);
  }

  /** What became of an offer. */
  enum Offer {
    TAKEN,
    /** The same is in the route. */
    REPEAT,
    NO_ROOM
  }

  /** Takes a request in, if there is room for one like it. */
  synchronized Offer offer(PendingRequest request) {
    if (requests.containsKey(request.key())) {
      return Offer.REPEAT;
    }
    if (requests.size() >= (request.isInterim() ? mostWithInterim : most)) {
      return Offer.NO_ROOM;
    }
    requests.put(request.key(), request);
    return Offer.TAKEN;
  }

  /** The route has completed it. */
  synchronized void remove(PendingRequest request) {
    requests.remove(request.key(), request);
    if (requests.isEmpty()) {
      notifyAll();
    }
  }

  synchronized int size() {
    return requests.size();
  }

  /** Those whose deadline has passed; they stay in, for their room is still taken. */
  synchronized List<PendingRequest> due(Instant now) {
    List<PendingRequest> due = new ArrayList<>();
    for (PendingRequest request : requests.values()) {
      if (!request.isDue(now)) {
        break;
      }
      due.add(request);
    }
    return due;
  }

  /**
   * Waits until none is left.
   *
   * @return false if some are when the time is over
   */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!requests.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
