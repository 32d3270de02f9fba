package org.pna.routes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.Table;

/**
 * Writes at once what it is given, and remembers by its key what the disk did not take, or would
 * not take in time, until it is asked to try again. Safe for use by many threads.
 */
final class SuspectTable {
  /** Writes that may wait for the disk. */
  private static final int MAX_WAITING = 10_000;

  private final Table table;
  private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean failing;
  private volatile @Nullable String probe; // the key that is to find out whether it still fails

  SuspectTable(Table table) {
    this.table = table;
  }

  /**
   * Writes a value; callers see to it that those of one key come in the order of their changes.
   *
   * @param value null removes it
   */
  void put(String key, byte @Nullable [] value) {
    if ((failing && !key.equals(probe)) || waiting.get() >= MAX_WAITING) {
      unsaved.add(key);
    } else {
      write(key, value);
    }
  }

  /** Has what is under a key then written the next time that it is tried again. */
  void later(String key) {
    unsaved.add(key);
  }

  private void write(String key, byte @Nullable [] value) {
    waiting.incrementAndGet();
    try {
      table.put(
          key,
          value,
          failure -> {
            if (failure != null) {
              unsaved.add(key);
            }
            failing = failure != null;
            waiting.decrementAndGet();
          });
    } catch (RuntimeException e) {
      unsaved.add(key);
      failing = true;
      waiting.decrementAndGet();
    }
  }

  /** How many are not on disk as they should be. */
  int unsaved() {
    return unsaved.size();
  }

  /** Whether the disk has everything. */
  boolean isSettled() {
    return waiting.get() == 0 && unsaved.isEmpty();
  }

  /**
   * Tries again: one while the disk fails, else as many as may wait.
   *
   * @param rewrite puts what is now under a key
   */
  void retry(Consumer<String> rewrite) {
    if (failing) {
      if (waiting.get() == 0) {
        unsaved.stream().findAny().ifPresent(key -> probe(key, rewrite));
      }
      return;
    }
    List<String> keys = unsaved.stream().limit(Math.max(0, MAX_WAITING - waiting.get())).toList();
    keys.forEach(
        key -> {
          unsaved.remove(key);
          rewrite.accept(key);
        });
  }

  private void probe(String key, Consumer<String> rewrite) {
    probe = key;
    unsaved.remove(key);
    rewrite.accept(key);
    probe = null;
  }
}
