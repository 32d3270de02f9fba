package org.pna.publisher.server;

import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When each subscription has to be looked at next: one entry for each, no thread. */
final class Timers {
  /**
   * One subscription's.
   *
   * @param at when
   * @param sequence tells entries of the same time apart
   */
  record Entry(Instant at, long sequence, String presentity, SubscriptionId id) {}

  private final ConcurrentSkipListSet<Entry> entries =
      new ConcurrentSkipListSet<>(
          Comparator.comparing(Entry::at).thenComparingLong(Entry::sequence));
  private final AtomicLong sequence = new AtomicLong();

  /** Sets the one entry of a subscription, in place of the one it had. */
  Entry set(@Nullable Entry old, Instant at, Subscription subscription) {
    cancel(old);
    Entry entry =
        new Entry(at, sequence.incrementAndGet(), subscription.presentity(), subscription.id());
    entries.add(entry);
    return entry;
  }

  void cancel(@Nullable Entry entry) {
    if (entry != null) {
      entries.remove(entry);
    }
  }

  /**
   * Hands over what is due, the oldest first.
   *
   * @param takes false if it cannot take one; that one stays and so do those behind it
   */
  void due(Instant now, Predicate<Entry> takes) {
    for (Entry entry : entries) {
      if (entry.at().isAfter(now)) {
        return;
      }
      if (entries.remove(entry) && !takes.test(entry)) {
        entries.add(entry);
        return;
      }
    }
  }

  int size() {
    return entries.size();
  }
}
