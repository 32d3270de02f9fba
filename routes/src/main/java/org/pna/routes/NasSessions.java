package org.pna.routes;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Due;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.SimFacts;

/**
 * Which presentities may have a session at which gateway (rule T14). Who is listed in vain costs a
 * look at his state when that gateway restarts.
 */
public final class NasSessions {
  /** Entries, each some 60 octets; beyond it a restart looks at all who have a session anywhere. */
  static final int MAX_ENTRIES = 4_000_000;

  private static final int PAGE = 10_000;

  private final PresenceStore store;
  private final int maxEntries;
  private final Map<String, Set<String>> byName = new HashMap<>();
  private int entries;
  private boolean overflowed;

  /**
   * @param store asked where there was no room to note all
   */
  public NasSessions(PresenceStore store) {
    this(store, MAX_ENTRIES);
  }

  NasSessions(PresenceStore store, int maxEntries) {
    this.store = store;
    this.maxEntries = maxEntries;
  }

  /** Notes who has sessions according to the store, once before the first event. */
  public void restore() {
    forEachAccount((presentity, account) -> note(account.nas(), presentity));
  }

  /** Somebody has or had a session there. */
  synchronized void note(Nas nas, String presentity) {
    for (String name : names(nas)) {
      Set<String> presentities = byName.computeIfAbsent(name, none -> new HashSet<>());
      if (entries >= maxEntries && !presentities.contains(presentity)) {
        overflowed = true;
      } else if (presentities.add(presentity)) {
        entries++;
      }
    }
  }

  /** Those who may have a session that a gateway's event ends. */
  synchronized Set<String> of(NasEvent event) {
    Set<String> found = new LinkedHashSet<>();
    for (String name : names(event.nas())) {
      found.addAll(byName.getOrDefault(name, Set.of()));
    }
    if (overflowed) {
      forEachAccount((presentity, account) -> found.add(presentity));
    }
    return found;
  }

  private static Set<String> names(Nas nas) {
    Set<String> names = new HashSet<>(4);
    names.add(nas.sentFrom());
    add(names, nas.address());
    add(names, nas.identifier());
    return names;
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  /** Told of each session that is held. */
  private interface Visitor {
    void account(String presentity, Account account);
  }

  /** Whoever has a session is looked at again when it grows too old. */
  private void forEachAccount(Visitor visitor) {
    Instant from = Instant.EPOCH;
    int size = PAGE;
    List<Due> page = store.due(from, Instant.MAX, size);
    while (!page.isEmpty()) {
      for (Due due : page) {
        for (SimFacts sim : store.committed(due.presentity()).sims()) {
          sim.accounts().open().forEach(account -> visitor.account(due.presentity(), account));
        }
      }
      Instant last = page.get(page.size() - 1).at();
      boolean allAtOnce = last.equals(from);
      if (page.size() < size) {
        return;
      }
      size = allAtOnce ? 2 * size : PAGE;
      from = last;
      page = store.due(from, Instant.MAX, size);
    }
  }
}
