package org.pna.transport.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its other parts. It holds at most so many entries and so many octets; beyond them
 * the oldest goes, and its owner is told.
 */
final class WaitingTable<K, E extends WaitingTable.Entry> {
  /** What age means: since an entry came, or since it was last asked for. */
  enum Age {
    OF_ENTRY,
    OF_USE
  }

  /** One thing waiting. */
  interface Entry {
    /** Octets it keeps now. */
    int octets();
  }

  private final int maxEntries;
  private final long maxOctets;
  private final Consumer<E> dropped;
  private final LinkedHashMap<K, E> entries;
  private long octets;

  WaitingTable(int maxEntries, long maxOctets, Age age, Consumer<E> dropped) {
    this.maxEntries = maxEntries;
    this.maxOctets = maxOctets;
    this.dropped = dropped;
    this.entries = new LinkedHashMap<>(16, 0.75f, age == Age.OF_USE);
  }

  @Nullable E get(K key) {
    return entries.get(key);
  }

  /** Puts an entry under a key that is free. */
  void put(K key, E entry) {
    entries.put(key, entry);
    octets += entry.octets();
    keepBounds();
  }

  /** Takes an entry out without telling its owner. */
  void remove(K key) {
    E entry = entries.remove(key);
    if (entry != null) {
      octets -= entry.octets();
    }
  }

  /** An entry that is still here keeps more octets than before, or fewer. */
  void grew(int byOctets) {
    octets += byOctets;
    keepBounds();
  }

  void dropOldestWhile(Predicate<E> old) {
    while (!entries.isEmpty()) {
      Map.Entry<K, E> oldest = entries.entrySet().iterator().next();
      if (!old.test(oldest.getValue())) {
        return;
      }
      drop(oldest);
    }
  }

  int size() {
    return entries.size();
  }

  private void keepBounds() {
    while (entries.size() > maxEntries || octets > maxOctets && !entries.isEmpty()) {
      drop(entries.entrySet().iterator().next());
    }
  }

  private void drop(Map.Entry<K, E> oldest) {
    E entry = oldest.getValue();
    octets -= entry.octets();
    entries.remove(oldest.getKey());
    dropped.accept(entry);
  }
}
