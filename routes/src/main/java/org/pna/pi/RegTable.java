package org.pna.pi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.ph.KeptRows;

/**
 * The subscriptions there are: by name, by the identities that each covers, and by when they are
 * due. Bounded; see {@link RegSettings#maxSubscriptions}. Under one lock, its user's.
 */
final class RegTable {
  private record Due(Instant time, String id) {}

  private final int most;
  private final UnaryOperator<String> form;
  private final Function<RegSubscription, @Nullable String> presentities;
  private final KeptRows<RegSubscription> rows;
  private final Map<String, RegSubscription> byId = new HashMap<>();
  private final Map<String, RegSubscription> byIdentity = new HashMap<>();
  private final Map<String, Set<RegSubscription>> byPresentity = new HashMap<>();
  private final Map<String, Set<String>> covered = new HashMap<>();

  /** Those of nobody who is registered, the oldest first: the first to go. */
  private final Map<String, RegSubscription> idle = new LinkedHashMap<>();

  private final TreeSet<Due> due =
      new TreeSet<>(Comparator.comparing(Due::time).thenComparing(Due::id));

  /**
   * @param form brings a URI into the form in which two are compared
   * @param presentities whose a subscription is; null: nobody's that the directory knows
   */
  RegTable(
      int most,
      UnaryOperator<String> form,
      Function<RegSubscription, @Nullable String> presentities,
      KeptRows<RegSubscription> rows) {
    this.most = most;
    this.form = form;
    this.presentities = presentities;
    this.rows = rows;
  }

  int size() {
    return byId.size();
  }

  /** The one of a dialogue, whose tag on our side is the subscription's id. */
  @Nullable RegSubscription ofDialogue(String callId, String ourTag) {
    RegSubscription one = byId.get(ourTag);
    return one == null || !one.callId().equals(callId) ? null : one;
  }

  /** The one that covers an identity. */
  @Nullable RegSubscription of(String identity) {
    return byIdentity.get(form.apply(identity));
  }

  /** Those of a presentity, which are not many. */
  List<RegSubscription> ofPresentity(String presentity) {
    return List.copyOf(byPresentity.getOrDefault(presentity, Set.of()));
  }

  /** All of them. */
  Collection<RegSubscription> all() {
    return byId.values();
  }

  /** Whether a subscription is still held. */
  boolean holds(RegSubscription subscription) {
    return byId.get(subscription.id) == subscription;
  }

  /** Adds one; false if there is no room. */
  boolean add(RegSubscription subscription) {
    if (byId.size() >= most) {
      if (idle.isEmpty()) {
        return false;
      }
      remove(idle.values().iterator().next());
    }
    byId.put(subscription.id, subscription);
    covered.put(subscription.id, new HashSet<>());
    String presentity = presentities.apply(subscription);
    subscription.presentity = presentity;
    if (presentity != null) {
      byPresentity.computeIfAbsent(presentity, one -> new HashSet<>()).add(subscription);
    }
    cover(subscription, subscription.identity);
    return true;
  }

  /** An identity is registered with those of a subscription; the first that covers it stays. */
  void cover(RegSubscription subscription, String identity) {
    Set<String> covers = covered.get(subscription.id);
    String key = form.apply(identity);
    if (covers != null
        && covers.size() < Registrations.MOST
        && byIdentity.putIfAbsent(key, subscription) == null) {
      covers.add(key);
    }
  }

  /** Whether anybody of it is registered. */
  void idle(RegSubscription subscription, boolean isIdle) {
    if (!isIdle) {
      idle.remove(subscription.id);
    } else if (holds(subscription)) {
      idle.putIfAbsent(subscription.id, subscription);
    }
  }

  boolean isIdle(RegSubscription subscription) {
    return idle.containsKey(subscription.id);
  }

  void remove(RegSubscription subscription) {
    if (byId.remove(subscription.id, subscription)) {
      Set<String> covers = covered.remove(subscription.id);
      if (covers != null) {
        covers.forEach(byIdentity::remove);
      }
      if (subscription.presentity != null) {
        byPresentity.computeIfPresent(
            subscription.presentity,
            (presentity, all) -> all.remove(subscription) && all.isEmpty() ? null : all);
      }
      idle.remove(subscription.id);
      schedule(subscription, null);
      rows.put(subscription.id, null, done -> {});
    }
  }

  /** When something is to be done about one; null: nothing. */
  void schedule(RegSubscription subscription, @Nullable Instant time) {
    Instant before = subscription.due;
    if (before != null) {
      due.remove(new Due(before, subscription.id));
    }
    subscription.due = holds(subscription) ? time : null;
    if (subscription.due != null) {
      due.add(new Due(subscription.due, subscription.id));
    }
  }

  /** The next that is due, or null. */
  @Nullable RegSubscription nextDue(Instant now) {
    if (due.isEmpty() || due.first().time().isAfter(now)) {
      return null;
    }
    return byId.get(due.first().id());
  }

  /** How many are due. */
  int countDue(Instant now) {
    return due.headSet(new Due(now, "~"), true).size();
  }

  /** Writes one as it is now. */
  void keep(RegSubscription subscription) {
    if (holds(subscription)) {
      rows.put(subscription.id, subscription, done -> {});
    }
  }

  /** Writes what the disk did not take. */
  void retry() {
    for (String id : rows.unsaved()) {
      rows.put(id, byId.get(id), done -> {});
    }
  }

  /** Takes up what the store holds, as far as there is room. */
  List<RegSubscription> restore() {
    List<RegSubscription> restored = new ArrayList<>();
    rows.scan(
        (id, subscription) -> {
          if (id.equals(subscription.id) && add(subscription)) {
            List.copyOf(subscription.registrations.active())
                .forEach(identity -> cover(subscription, identity));
            restored.add(subscription);
          }
        });
    return restored;
  }
}
