package org.pna.transport.trace;

import java.util.Iterator;
import java.util.LinkedHashMap;
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
  private final LinkedHashMap<K, Counted<E>> entries;
  private long octets;

  private static final class Counted<E> {
    private final E entry;
    private int octets;

    Counted(E entry) {
      this.entry = entry;
    }
  }

  WaitingTable(int maxEntries, long maxOctets, Age age, Consumer<E> dropped) {
    this.maxEntries = maxEntries;
    this.maxOctets = maxOctets;
    this.dropped = dropped;
    this.entries = new LinkedHashMap<>(16, 0.75f, age == Age.OF_USE);
  }

  @Nullable E get(K key) {
    Counted<E> counted = entries.get(key);
    return counted == null ? null : counted.entry;
  }

  /** Puts an entry under a key that is free. */
  void put(K key, E entry) {
    entries.put(key, new Counted<>(entry));
    recount(key);
  }

  /** Takes an entry out without telling its owner. */
  void remove(K key) {
    Counted<E> counted = entries.remove(key);
    if (counted != null) {
      octets -= counted.octets;
    }
  }

  /** To be called when an entry keeps more octets than before, or fewer. */
  void recount(K key) {
    Counted<E> counted = entries.get(key);
    if (counted != null) {
      octets -= counted.octets;
      counted.octets = counted.entry.octets();
      octets += counted.octets;
    }
    while (!entries.isEmpty() && (entries.size() > maxEntries || octets > maxOctets)) {
      dropOldest();
    }
  }

  void dropOldestWhile(Predicate<E> old) {
    while (!entries.isEmpty() && old.test(entries.values().iterator().next().entry)) {
      dropOldest();
    }
  }

  private void dropOldest() {
    Iterator<Counted<E>> oldest = entries.values().iterator();
    Counted<E> counted = oldest.next();
    oldest.remove();
    octets -= counted.octets;
    dropped.accept(counted.entry);
  }
}
