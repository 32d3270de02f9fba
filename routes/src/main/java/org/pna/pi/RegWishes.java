package org.pna.pi;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;

/**
 * Of which presentities no registrations are subscribed to (TS 23.141 clause 4.3.2). It outlives a
 * restart. Any thread.
 */
final class RegWishes {
  /** Presentities; beyond it nobody further is switched off. */
  static final int MAX = 1_000_000;

  private static final byte LAYOUT = 1;
  private static final int LENGTH = 9;

  private final Map<String, Instant> off = new ConcurrentHashMap<>();
  private final PresenceStore store;
  private final Table table;

  RegWishes(PresenceStore store) {
    this.store = store;
    this.table = store.table(TableName.REG_OFF);
  }

  void restore() {
    store.scan(
        TableName.REG_OFF,
        "",
        (presentity, value) -> {
          Instant since = since(value);
          if (since != null) {
            off.put(presentity, since);
          }
        });
  }

  private static @Nullable Instant since(byte[] value) {
    try {
      return value.length == LENGTH && value[0] == LAYOUT
          ? Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong(1))
          : null;
    } catch (DateTimeException damaged) {
      return null;
    }
  }

  /** Since when; null: it is subscribed to. */
  @Nullable Instant offSince(String presentity) {
    return off.get(presentity);
  }

  boolean isOff(@Nullable String presentity) {
    return presentity != null && off.containsKey(presentity);
  }

  /**
   * Takes down that it is off from now on.
   *
   * @param end told once, on any thread: whether that is on disk
   */
  void off(String presentity, Instant now, Consumer<Boolean> end) {
    if (off.size() >= MAX && !off.containsKey(presentity)) {
      end.accept(false);
      return;
    }
    Instant since = off.getOrDefault(presentity, now);
    byte[] row = ByteBuffer.allocate(LENGTH).put(LAYOUT).putLong(since.toEpochMilli()).array();
    put(presentity, row, () -> off.putIfAbsent(presentity, since), end);
  }

  /** Takes down that it is on again. */
  void on(String presentity, Consumer<Boolean> end) {
    put(presentity, null, () -> off.remove(presentity), end);
  }

  private void put(String presentity, byte @Nullable [] row, Runnable done, Consumer<Boolean> end) {
    table.put(
        presentity,
        row,
        failure -> {
          if (failure == null) {
            done.run();
          }
          end.accept(failure == null);
        });
  }
}
