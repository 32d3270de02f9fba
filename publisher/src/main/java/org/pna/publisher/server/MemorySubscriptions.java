package org.pna.publisher.server;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Subscriptions in memory; {@link ServerSettings#maxSubscriptions()} is their bound. */
public final class MemorySubscriptions implements SubscriptionStore {
  private final ConcurrentMap<SubscriptionId, Subscription> subscriptions =
      new ConcurrentHashMap<>();

  @Override
  public void put(Subscription subscription) {
    subscriptions.put(subscription.id(), subscription);
  }

  @Override
  public void remove(SubscriptionId id) {
    subscriptions.remove(id);
  }

  @Override
  public Optional<Subscription> find(SubscriptionId id) {
    return Optional.ofNullable(subscriptions.get(id));
  }

  @Override
  public Collection<Subscription> all() {
    return List.copyOf(subscriptions.values());
  }

  @Override
  public int size() {
    return subscriptions.size();
  }
}
