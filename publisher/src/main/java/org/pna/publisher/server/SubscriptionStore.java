package org.pna.publisher.server;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps subscriptions. What belongs to one presentity is changed by one thread at a time; finding
 * is done by any. What was put is found at once, durable or not.
 */
public interface SubscriptionStore {
  /**
   * Keeps a subscription, in place of the one with the same id.
   *
   * @param afterwards run exactly once, when the write is durable or has failed, on any thread,
   *     possibly before this returns; must be short
   */
  void put(Subscription subscription, Runnable afterwards);

  /** Forgets a subscription; nothing happens if there is none. */
  void remove(SubscriptionId id);

  /** The subscription of that id. */
  Optional<Subscription> find(SubscriptionId id);

  /** All of them, to take up the work again after a restart. */
  Collection<Subscription> all();

  /** How many there are. */
  int size();

  /**
   * Subscriptions whose last write, or removal, failed.
   *
   * @param max how many at most
   */
  List<Subscription> unwritten(int max);

  /** Writes one of {@link #unwritten} again, as it is now; on the presentity's thread. */
  void rewrite(Subscription unwritten);
}
