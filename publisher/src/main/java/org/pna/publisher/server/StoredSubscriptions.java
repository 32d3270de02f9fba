package org.pna.publisher.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions in memory and in {@link TableName#SUBSCRIPTIONS}; {@link
 * ServerSettings#maxSubscriptions()} is their bound. What could not be written stays in memory, is
 * counted, and is written again; so is a removal, but no more than 100,000 of all these are
 * remembered: a subscription whose removal is forgotten comes back with a restart, and ends when
 * its watcher does not know it or its time is over.
 */
public final class StoredSubscriptions implements SubscriptionStore {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSubscriptions.class);
  private static final int MAX_UNWRITTEN = 100_000;

  private final Table table;
  private final ConcurrentMap<SubscriptionId, Subscription> subscriptions =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<SubscriptionId, Subscription> unwritten = new ConcurrentHashMap<>();
  private final Counter failures;

  /**
   * Reads what is kept; what cannot be read is counted, and removed.
   *
   * @param table where they are kept
   * @param view shows what that table holds
   * @param meters for {@code pna.presence.subscriptions.write.failures} and {@code .damaged}
   */
  public StoredSubscriptions(Table table, StoreView view, MeterRegistry meters) {
    this.table = table;
    failures = meters.counter("pna.presence.subscriptions.write.failures");
    List<String> damaged = new ArrayList<>();
    view.scan(
        TableName.SUBSCRIPTIONS,
        "",
        (key, value) -> {
          Subscription subscription = readable(key, value);
          if (subscription == null) {
            damaged.add(key);
          } else {
            subscriptions.put(subscription.id(), subscription);
          }
        });
    meters.counter("pna.presence.subscriptions.damaged").increment(damaged.size());
    damaged.forEach(key -> table.put(key, null, failure -> {}));
  }

  /**
   * The committed subscriptions to one presentity, by watcher, then Call-ID; what cannot be read is
   * passed over.
   *
   * @param presentity normalised
   */
  public static List<Subscription> of(StoreView view, String presentity) {
    List<Subscription> found = new ArrayList<>();
    view.scan(
        TableName.SUBSCRIPTIONS,
        SubscriptionKey.prefix(presentity),
        (key, value) -> {
          Subscription subscription = readable(key, value);
          if (subscription != null) {
            found.add(subscription);
          }
        });
    found.sort(
        Comparator.comparing(Subscription::watcher)
            .thenComparing(subscription -> subscription.id().callId()));
    return found;
  }

  private static @Nullable Subscription readable(String key, byte[] value) {
    try {
      return SubscriptionFormat.read(SubscriptionKey.of(key), value);
    } catch (DamagedSubscriptionException e) {
      LOG.warn("A subscription cannot be read and is dropped: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public void put(Subscription subscription, Runnable afterwards) {
    subscriptions.put(subscription.id(), subscription);
    write(subscription, SubscriptionFormat.bytes(subscription), afterwards);
  }

  @Override
  public void remove(SubscriptionId id) {
    Subscription removed = subscriptions.remove(id);
    if (removed != null) {
      write(removed, null, () -> {});
    }
  }

  private void write(Subscription subscription, byte @Nullable [] value, Runnable afterwards) {
    SubscriptionId id = subscription.id();
    unwritten.remove(id);
    table.put(
        new SubscriptionKey(subscription.presentity(), id).text(),
        value,
        failure -> {
          if (failure != null) {
            failures.increment();
            if (unwritten.size() < MAX_UNWRITTEN) {
              unwritten.put(id, subscription);
            }
          }
          afterwards.run();
        });
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
    return unwritten.values().stream().limit(max).toList();
  }

  @Override
  public void rewrite(Subscription one) {
    if (unwritten.containsKey(one.id())) {
      Subscription now = subscriptions.get(one.id());
      write(now == null ? one : now, now == null ? null : SubscriptionFormat.bytes(now), () -> {});
    }
  }
}
