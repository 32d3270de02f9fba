package org.pna.publisher.server;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Subscriptions in memory, for demonstrations and tests; {@link ServerSettings#maxSubscriptions()}
 * is their bound.
 */
public final class MemorySubscriptions implements SubscriptionStore {
  private final ConcurrentMap<SubscriptionId, Subscription> subscriptions =
      new ConcurrentHashMap<>();

  @Override
  public void put(Subscription subscription, Runnable afterwards) {
    subscriptions.put(subscription.id(), subscription);
    afterwards.run();
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

  @Override
  public List<Subscription> unwritten(int max) {
    return List.of();
  }

  @Override
  public void rewrite(Subscription unwritten) {
    // nothing fails here
  }
}
