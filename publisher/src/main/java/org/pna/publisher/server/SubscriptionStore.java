package org.pna.publisher.server;

import java.util.Collection;
import java.util.Optional;

/**
 * Keeps subscriptions. What belongs to one presentity is changed by one thread at a time; finding
 * is done by any.
 */
public interface SubscriptionStore {
  /** Keeps a subscription, in place of the one with the same id. */
  void put(Subscription subscription);

  /** Forgets a subscription; nothing happens if there is none. */
  void remove(SubscriptionId id);

  /** The subscription of that id. */
  Optional<Subscription> find(SubscriptionId id);

  /** All of them, to take up the work again after a restart. */
  Collection<Subscription> all();

  /** How many there are. */
  int size();
}
