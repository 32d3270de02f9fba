package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.publisher.store.PresenceStoreContract.assertSame;
import static org.pna.publisher.store.PresenceStoreContract.assertSteps;
import static org.pna.publisher.store.PresenceStoreContract.outcome;
import static org.pna.publisher.store.PresenceStoreContract.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class RocksViewTest {
  @TempDir Path temp;

  private RocksStore store() throws Exception {
    return RocksStore.open(
        temp.resolve("store"), new RocksStore.Settings(Durability.OS, 1000, 1000, 10, 4));
  }

  private static void fill(RocksStore store) throws Exception {
    for (int i = 1; i <= 6; i++) {
      PresentityRecord record = record("tel:+1", i);
      outcome(done -> PresenceStoreContract.append(store, record, done));
    }
    outcome(done -> store.table(TableName.SUSPECTS).put("k", new byte[] {7}, done));
  }

  private static void assertFilled(RocksView view) {
    assertSame(view.committed("tel:+1"), record("tel:+1", 6));
    assertThat(view.committed("tel:+2")).isEqualTo(PresentityRecord.unknown("tel:+2"));
    assertSteps(view.history("tel:+1"), "tel:+1", 3, 4, 5, 6);
    assertThat(view.history("tel:+2")).isEmpty();
    List<String> rows = new ArrayList<>();
    view.scan(TableName.SUSPECTS, "", (key, value) -> rows.add(key + value[0]));
    assertThat(rows).containsExactly("k7");
  }

  @Test
  void aClosedStoreIsShown() throws Exception {
    try (RocksStore store = store()) {
      fill(store);
    }
    Map<String, String> before = files(temp.resolve("store"));
    try (RocksView view = RocksView.open(temp.resolve("store"))) {
      assertFilled(view);
    }
    assertThat(files(temp.resolve("store"))).isEqualTo(before);
  }

  @Test
  void whatACrashLeftIsShownAndLeftAsItIs() throws Exception {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    try (RocksStore store = store()) {
      fill(store);
      try (Stream<Path> files = Files.list(temp.resolve("store"))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    Path log;
    try (Stream<Path> files = Files.list(copy)) {
      log = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
    Files.write(log, new byte[] {1, 2, 3, 4, 5, 6, 7}, StandardOpenOption.APPEND); // half a record
    Map<String, String> before = files(copy);
    try (RocksView view = RocksView.open(copy)) {
      assertFilled(view);
    }
    assertThat(files(copy)).isEqualTo(before);
  }

  /** Names, sizes and times. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.put(
            file.getFileName().toString(),
            Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return all;
  }

  @Test
  void whereThereIsNoStoreNothingIsMade() {
    Path nowhere = temp.resolve("nowhere");
    assertThatThrownBy(() -> RocksView.open(nowhere))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("there is no store in " + nowhere);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aNewerStoreAndAForeignOneAreRefused() throws Exception {
    store().close();
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, temp.resolve("store").toString())) {
      db.put(Keys.FORMAT, Keys.number(2));
    }
    assertThatThrownBy(() -> RocksView.open(temp.resolve("store")))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("written by a newer version");
    Path foreign = temp.resolve("foreign");
    try (Options options = new Options().setCreateIfMissing(true)) {
      RocksDB.open(options, foreign.toString()).close();
    }
    assertThatThrownBy(() -> RocksView.open(foreign))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("no store of this gateway");
  }

  @Test
  void aClosedViewSaysSo() throws Exception {
    store().close();
    RocksView view = RocksView.open(temp.resolve("store"));
    view.close();
    view.close();
    assertThatIllegalStateException().isThrownBy(() -> view.committed("tel:+1"));
  }
}
