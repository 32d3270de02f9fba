package org.pna.ph;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: each key once, however often its time changes, the first due first, and of
 * those due at one moment the first entered. Not safe for use by many threads.
 *
 * @param <K> by whose equality two are the same
 */
public final class Agenda<K> {
  private record Entry<K>(Instant due, long number, K key) {}

  private final Map<K, Entry<K>> entries = new HashMap<>();
  private final TreeSet<Entry<K>> inOrder =
      new TreeSet<>(
          Comparator.comparing((Entry<K> entry) -> entry.due())
              .thenComparingLong(entry -> entry.number()));
  private long number;

  /** Sets a key's time, in place of the one that it had. */
  public void put(K key, Instant due) {
    remove(key);
    Entry<K> entry = new Entry<>(due, number++, key);
    entries.put(key, entry);
    inOrder.add(entry);
  }

  /** Sets a key's time unless it is due before. */
  public void putNoLater(K key, Instant due) {
    Entry<K> before = entries.get(key);
    if (before == null || due.isBefore(before.due())) {
      put(key, due);
    }
  }

  public void remove(K key) {
    Entry<K> before = entries.remove(key);
    if (before != null) {
      inOrder.remove(before);
    }
  }

  /** The first that is due, which stays; null if none is. */
  public @Nullable K first(Instant now) {
    if (inOrder.isEmpty() || inOrder.first().due().isAfter(now)) {
      return null;
    }
    return inOrder.first().key();
  }

  public int size() {
    return inOrder.size();
  }
}
