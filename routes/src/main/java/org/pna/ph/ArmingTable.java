package org.pna.ph;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Armaments on disk, by IMSI; what the disk did not take is remembered by its key until it is tried
 * again. Callers see to it that the writes of a key come in the order of its changes.
 */
final class ArmingTable {
  private static final Logger LOG = LoggerFactory.getLogger(ArmingTable.class);
  private static final int AT_ONCE = 1_000;

  private final StoreView view;
  private final Table table;
  private final Set<String> unsaved = ConcurrentHashMap.newKeySet();

  ArmingTable(PresenceStore store) {
    this.view = store;
    this.table = store.table(TableName.ARMING);
  }

  /** Shows what is kept. */
  void scan(BiConsumer<String, Armament> visitor) {
    int[] unreadable = new int[1];
    view.scan(
        TableName.ARMING,
        "",
        (imsi, value) -> {
          Armament armament = ArmamentFormat.read(value);
          if (armament == null) {
            unreadable[0]++;
          } else {
            visitor.accept(imsi, armament);
          }
        });
    if (unreadable[0] > 0) {
      LOG.warn("{} armaments in the store cannot be read: they are found out anew", unreadable[0]);
    }
  }

  /**
   * Writes one.
   *
   * @param armament null removes it
   * @param end told whether it is on disk, on any thread, possibly at once
   */
  void put(String imsi, @Nullable Armament armament, Consumer<Boolean> end) {
    unsaved.remove(imsi);
    table.put(
        imsi,
        armament == null ? null : ArmamentFormat.bytes(armament),
        failure -> {
          if (failure != null) {
            unsaved.add(imsi);
          }
          end.accept(failure == null);
        });
  }

  /** Some of those that are not on disk as they should be. */
  List<String> unsaved() {
    return unsaved.stream().limit(AT_ONCE).toList();
  }
}
