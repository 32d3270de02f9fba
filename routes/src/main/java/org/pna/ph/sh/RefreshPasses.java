package org.pna.ph.sh;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be asked for again because notices may have been missed: one pass over them runs, and
 * one may wait. Under the subscriptions' lock only.
 */
final class RefreshPasses {
  private final SubscriptionJobs jobs;
  private @Nullable Iterator<SubscriptionJob> running;
  private @Nullable List<SubscriptionJob> waitingSome;
  private boolean isWaitingAll;

  RefreshPasses(SubscriptionJobs jobs) {
    this.jobs = jobs;
  }

  /** All, as soon as the pass that runs has ended: whom it has passed may have missed something. */
  void all() {
    isWaitingAll = true;
    waitingSome = null;
  }

  /** Some; nothing more if all wait, and in place of some that wait. */
  void some(List<SubscriptionJob> some) {
    if (!isWaitingAll) {
      waitingSome = some;
    }
  }

  /** The next of them; null if there is none. */
  @Nullable SubscriptionJob next() {
    if (running == null || !running.hasNext()) {
      running = begin();
    }
    return running != null && running.hasNext() ? running.next() : null;
  }

  private @Nullable Iterator<SubscriptionJob> begin() {
    if (isWaitingAll) {
      isWaitingAll = false;
      return jobs.iterator();
    }
    List<SubscriptionJob> some = waitingSome;
    waitingSome = null;
    return some == null ? null : some.iterator();
  }
}
