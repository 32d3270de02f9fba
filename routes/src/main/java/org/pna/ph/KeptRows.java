package org.pna.ph;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, by key; what the disk did not take is remembered by its key until it is tried
 * again. Callers see to it that the writes of a key come in the order of its changes.
 *
 * @param <V> what is kept
 */
public final class KeptRows<V> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRows.class);
  private static final int AT_ONCE = 1_000;

  private final StoreView view;
  private final TableName name;
  private final Table table;
  private final Function<V, byte[]> writer;
  private final Function<byte[], @Nullable V> reader;
  private final Set<String> unsaved = ConcurrentHashMap.newKeySet();

  /**
   * @param reader null for what cannot be read
   */
  public KeptRows(
      PresenceStore store,
      TableName name,
      Function<V, byte[]> writer,
      Function<byte[], @Nullable V> reader) {
    this.view = store;
    this.name = name;
    this.table = store.table(name);
    this.writer = writer;
    this.reader = reader;
  }

  /** Shows what is kept. */
  public void scan(BiConsumer<String, V> visitor) {
    int[] unreadable = new int[1];
    view.scan(
        name,
        "",
        (key, value) -> {
          V row = reader.apply(value);
          if (row == null) {
            unreadable[0]++;
          } else {
            visitor.accept(key, row);
          }
        });
    if (unreadable[0] > 0) {
      LOG.warn(
          "{} rows of {} in the store cannot be read: what they said is found out anew",
          unreadable[0],
          name);
    }
  }

  /**
   * Writes one.
   *
   * @param row null removes it
   * @param end told whether it is on disk, on any thread, possibly at once
   */
  public void put(String key, @Nullable V row, Consumer<Boolean> end) {
    unsaved.remove(key);
    table.put(
        key,
        row == null ? null : writer.apply(row),
        failure -> {
          if (failure != null) {
            unsaved.add(key);
          }
          end.accept(failure == null);
        });
  }

  /** Some of those that are not on disk as they should be. */
  public List<String> unsaved() {
    return unsaved.stream().limit(AT_ONCE).toList();
  }
}
