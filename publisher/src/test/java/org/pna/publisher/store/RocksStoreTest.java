package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Urgency;
import org.pna.publisher.pidf.RandomElements;
import org.pna.publisher.store.RocksStore.Settings;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

class RocksStoreTest extends PresenceStoreContract {
  private static final Settings SETTINGS =
      new Settings(Durability.FSYNC, 1000, 10_000, 50, HISTORY);

  @TempDir Path temp;

  private @Nullable RocksStore restarted;

  @Override
  protected PresenceStore open() throws Exception {
    return RocksStore.open(folder(), SETTINGS);
  }

  private Path folder() {
    return temp.resolve("data/store");
  }

  private PresenceStore reopen(Durability durability) throws Exception {
    return RocksStore.open(folder(), new Settings(durability, 1000, 10_000, 50, HISTORY));
  }

  @Test
  void allIsThereAfterItWasClosed() throws Exception {
    RandomRecords records = new RandomRecords(RandomElements.seed("allIsThereAfterItWasClosed"));
    List<PresentityRecord> kept = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      PresentityRecord random = records.next();
      PresentityRecord record =
          new PresentityRecord(
              "sip:" + i,
              random.sims(),
              random.document(),
              random.reasons(),
              random.version(),
              random.steps(),
              random.wakeAt(),
              random.heard());
      kept.add(record);
      store().append(record, null, Urgency.TRANSITION, failure -> {});
    }
    for (Durability durability : Durability.values()) {
      store().close();
      try (PresenceStore again = reopen(durability)) {
        for (PresentityRecord record : kept) {
          assertSame(again.load(record.presentity()), record);
        }
        assertThat(again.load("sip:200")).isEqualTo(PresentityRecord.unknown("sip:200"));
      }
    }
  }

  @Test
  void theBoundOfPresentitiesHoldsAcrossARestart() throws Exception {
    for (int i = 0; i < 999; i++) {
      append(store(), record("tel:+" + i, 1), failure -> {});
    }
    assertThat(append(record("tel:+999", 1))).isNull();
    assertThat(append(record("tel:+1000", 1))).isInstanceOf(StoreFullException.class);
    store().close();
    try (PresenceStore again = reopen(Durability.FSYNC)) {
      List<Exception> refused = new ArrayList<>();
      append(again, record("tel:+1000", 1), refused::add);
      assertThat(refused).singleElement().isInstanceOf(StoreFullException.class);
      append(again, record("tel:+7", 2), failure -> {});
      assertSame(again.load("tel:+7"), record("tel:+7", 2));
    }
  }

  @Test
  void onlyFsyncWaitsForTheDisk() {
    try (WriteOptions fsync = RocksDisk.writeOptions(Durability.FSYNC);
        WriteOptions os = RocksDisk.writeOptions(Durability.OS)) {
      assertThat(fsync.sync()).isTrue();
      assertThat(os.sync()).isFalse();
      assertThat(os.disableWAL()).isFalse();
    }
  }

  @Test
  void aFolderInUseIsRefused() {
    assertThatThrownBy(() -> reopen(Durability.FSYNC))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(folder() + " is in use")
        .hasMessageContaining("stop that one");
  }

  @Test
  void aClosedStoreRefuses() throws Exception {
    append(record("tel:+1", 1));
    store().close();
    store().close();
    assertThat(append(record("tel:+1", 2))).isInstanceOf(StoreClosedException.class);
    assertThatIllegalStateException().isThrownBy(() -> store().load("tel:+2"));
  }

  @Test
  void aStoreOfANewerVersionIsRefused() throws Exception {
    store().close();
    put(Keys.FORMAT, ByteBuffer.allocate(8).putLong(2).array());
    assertThatThrownBy(() -> reopen(Durability.FSYNC))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("written by a newer version (format 2, this one knows 1)")
        .hasMessageContaining("run that version");
    assertThatThrownBy(() -> reopen(Durability.FSYNC))
        .as("the folder was let go")
        .hasMessageContaining("newer");
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws Exception {
    store().close();
    Path other = temp.resolve("other");
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB db = RocksDB.open(options, other.toString())) {
      db.put("x".getBytes(US_ASCII), new byte[1]);
    }
    assertThatThrownBy(() -> RocksStore.open(other, SETTINGS))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("is no store of this gateway");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> RocksStore.open(file.resolve("store"), SETTINGS))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("cannot be made");
  }

  private void restart(int history) throws Exception {
    store().close();
    restarted = RocksStore.open(folder(), new Settings(Durability.OS, 1000, 10_000, 50, history));
  }

  private void appendToRestarted(int from, int to) throws Exception {
    for (int i = from; i <= to; i++) {
      PresentityRecord record = record("tel:+1", i);
      assertThat(outcome(done -> append(restarted, record, done))).isNull();
    }
  }

  @AfterEach
  void closeRestarted() {
    if (restarted != null) {
      restarted.close();
    }
  }

  @Test
  void theHistoryGoesOnAfterARestart() throws Exception {
    for (int i = 1; i <= 10; i++) {
      append(record("tel:+1", i));
    }
    restart(HISTORY);
    assertSteps(restarted.history("tel:+1"), "tel:+1", 3, 4, 5, 6, 7, 8, 9, 10);
    appendToRestarted(11, 12);
    assertSteps(restarted.history("tel:+1"), "tel:+1", 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(restarted.due(Instant.MIN, Instant.MAX, 10)).isEmpty();
    assertThat(restarted.state()).isEqualTo(new StoreState(false, 0, 1));
    appendToRestarted(13, 13);
    assertThat(restarted.due(Instant.MIN, Instant.MAX, 10))
        .containsExactly(new Due(record("tel:+1", 13).wakeAt(), "tel:+1"));
  }

  @Test
  void aShorterHistoryShowsNoOlderSteps() throws Exception {
    for (int i = 1; i <= 10; i++) {
      append(record("tel:+1", i));
    }
    restart(3);
    assertSteps(restarted.history("tel:+1"), "tel:+1", 8, 9, 10);
    appendToRestarted(11, 15);
    assertSteps(restarted.history("tel:+1"), "tel:+1", 13, 14, 15);
    restarted.close();
    restart(HISTORY); // and what was left over does not come back among the new ones
    appendToRestarted(16, 23);
    assertSteps(restarted.history("tel:+1"), "tel:+1", 16, 17, 18, 19, 20, 21, 22, 23);
  }

  @Test
  void aLongerHistoryGrowsFromWhatThereIs() throws Exception {
    for (int i = 1; i <= 10; i++) {
      append(record("tel:+1", i));
    }
    restart(20);
    appendToRestarted(11, 12);
    List<Step> steps = restarted.history("tel:+1");
    assertThat(steps).extracting(step -> step.entry().number()).isSorted().contains(11L, 12L);
    appendToRestarted(13, 40);
    assertSteps(restarted.history("tel:+1"), "tel:+1", LongStream.rangeClosed(21, 40).toArray());
  }

  @Test
  void noHistoryIsKeptWhenNoneIsAskedFor() throws Exception {
    append(record("tel:+1", 1));
    restart(0);
    assertThat(restarted.history("tel:+1")).isEmpty();
    appendToRestarted(2, 2);
    assertThat(restarted.history("tel:+1")).isEmpty();
    assertSame(restarted.load("tel:+1"), record("tel:+1", 2));
  }

  @Test
  void tablesAreThereAfterARestart() throws Exception {
    assertThat(
            outcome(done -> store().table(TableName.SUBSCRIPTIONS).put("k", new byte[] {7}, done)))
        .isNull();
    restart(HISTORY);
    List<String> keys = new ArrayList<>();
    restarted.scan(TableName.SUBSCRIPTIONS, "", (key, value) -> keys.add(key + value[0]));
    assertThat(keys).containsExactly("k7");
  }

  @Test
  void aZeroCharacterInAUriIsRefused() throws Exception {
    assertThat(append(record("tel:+1\0", 1))).isInstanceOf(IllegalArgumentException.class);
  }

  /** RocksDB would go round for ever. */
  @Test
  @Timeout(20)
  void aRecordsTypeThatOnlyUsedLogsHaveIsDamage() throws Exception {
    append(record("tel:+1", 1));
    Path copy = copyOfTheRunningStore();
    Path log = newest(copy, ".log");
    long size = Files.size(log);
    Files.write(log, new byte[] {1, 2, 3, 4, 5, 6, 7}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> RocksStore.open(copy, SETTINGS))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(log + " at octet " + (size + 6));
    assertThatThrownBy(() -> RocksView.open(copy))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(log + " at octet " + (size + 6));
  }

  /** Damage that shows only when the block is read. */
  @Test
  void whatIsDamagedInATableFileHarmsOnlyWhoIsInThatBlock() throws Exception {
    for (int i = 1000; i < 2000; i++) {
      append(store(), record("tel:+" + i, 1), failure -> {});
    }
    store().close();
    reopen(Durability.OS).close(); // so that there is a table
    Path table = newest(folder(), ".sst");
    byte[] bytes = Files.readAllBytes(table);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 8, (byte) 0x55);
    Files.write(table, bytes);
    int damaged = 0;
    try (PresenceStore again = reopen(Durability.OS)) {
      for (int i = 1000; i < 2000; i++) {
        String presentity = "tel:+" + i;
        try {
          assertSame(again.load(presentity), record(presentity, 1));
        } catch (DamagedRecordException e) {
          damaged++;
          assertThat(e)
              .hasMessageContaining(table.getFileName().toString())
              .hasMessageContaining("put back a backup");
          assertThat(outcome(done -> append(again, record(presentity, 2), done)))
              .isInstanceOf(DamagedRecordException.class);
        }
      }
    }
    assertThat(damaged).isBetween(1, 300);
  }

  /** Damage that a compaction meets: RocksDB takes no writes from then on. */
  @Test
  @Timeout(60)
  void whatACompactionFindsDamagedStopsWritesAndSaysWhere() throws Exception {
    for (int i = 1000; i < 1900; i++) {
      append(store(), record("tel:+" + i, 1), failure -> {});
    }
    store().close();
    reopen(Durability.OS).close();
    Path table = newest(folder(), ".sst");
    byte[] bytes = Files.readAllBytes(table);
    int middle = bytes.length * 3 / 4; // of the records, which come last
    Arrays.fill(bytes, middle, middle + 8, (byte) 0x55);
    Files.write(table, bytes);
    for (int round = 1; round <= 5; round++) { // each leaves one table more to be merged
      try (PresenceStore again = reopen(Durability.OS)) {
        append(again, record("tel:+9000", round), failure -> {});
      }
    }
    Exception failure = null;
    try (RocksStore again = (RocksStore) reopen(Durability.OS)) {
      for (int round = 6; failure == null; round++) {
        int version = round;
        failure = outcome(done -> append(again, record("tel:+9000", version), done));
      }
      assertThat(failure).isInstanceOf(CommitFailedException.class);
      assertThat(again.damage())
          .contains(folder().toString(), table.getFileName().toString(), "put back a backup");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".sst", "MANIFEST", "CURRENT", ".log"})
  void aDamagedFileIsNamed(String kind) throws Exception {
    for (int i = 1; i <= 300; i++) {
      append(store(), record("tel:+" + i, 1), failure -> {});
    }
    store().close();
    reopen(Durability.OS).close();
    Path file;
    try (Stream<Path> files = Files.list(folder())) {
      file =
          files
              .filter(each -> each.getFileName().toString().contains(kind))
              .sorted()
              .reduce((a, b) -> b)
              .orElseThrow();
    }
    for (int how = 0; how < 3; how++) {
      Path copy = Files.createDirectory(temp.resolve("copy" + how));
      try (Stream<Path> files = Files.list(folder())) {
        for (Path each : files.toList()) {
          Files.copy(each, copy.resolve(each.getFileName()));
        }
      }
      damage(copy.resolve(file.getFileName()), how);
      try (PresenceStore again = RocksStore.open(copy, SETTINGS)) {
        assertThat(kind).isEqualTo(".log"); // cut, with a line
        assertSame(again.load("tel:+7"), record("tel:+7", 1));
      } catch (StoreUnusableException e) {
        assertThat(e).hasMessageContaining(copy.toString());
        if (how < 2) {
          assertThat(e).hasMessageContaining(file.getFileName().toString());
        }
      }
      try (RocksView view = RocksView.open(copy)) {
        assertThat(kind).isEqualTo(".log");
        assertSame(view.committed("tel:+7"), record("tel:+7", 1));
      } catch (StoreUnusableException e) {
        assertThat(e).hasMessageContaining(copy.toString());
      }
    }
  }

  private static void damage(Path file, int how) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (how == 0) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    } else if (how == 1) {
      Arrays.fill(bytes, bytes.length / 3, bytes.length, (byte) 0x55);
      Files.write(file, bytes);
    } else {
      Files.delete(file);
    }
  }

  @Test
  void aDamagedRecordHarmsNoOther() throws Exception {
    append(record("tel:+1", 1));
    append(record("tel:+2", 1));
    store().close();
    put("ptel:+1".getBytes(US_ASCII), new byte[] {1, 2});
    try (PresenceStore again = reopen(Durability.FSYNC)) {
      assertThatThrownBy(() -> again.load("tel:+1"))
          .isInstanceOf(DamagedRecordException.class)
          .hasMessageContaining(folder().toString())
          .hasMessageNotContaining("tel:");
      assertSame(again.load("tel:+2"), record("tel:+2", 1));
    }
  }

  private void put(byte[] key, byte[] value) throws Exception {
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, folder().toString())) {
      db.put(key, value);
    }
  }

  /** What a crash would leave. */
  private Path copyOfTheRunningStore() throws IOException {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.filter(file -> !file.endsWith("LOCK")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Path newest(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow();
    }
  }

  /** Never a crash, and never another exception than the declared ones. */
  @Test
  void whateverIsDamagedIsAClearRefusalOrAnOlderState() throws Exception {
    Random random =
        new Random(RandomElements.seed("whateverIsDamagedIsAClearRefusalOrAnOlderState"));
    for (int i = 1; i <= 300; i++) {
      append(record("tel:+" + i, 1));
    }
    store().close();
    reopen(Durability.OS).close(); // so that there is a table, too
    List<Path> files;
    try (Stream<Path> list = Files.list(folder())) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      Path copy = temp.resolve("damaged" + round);
      Files.createDirectory(copy);
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
      damage(copy.resolve(files.get(round % files.size()).getFileName()), random);
      try (PresenceStore damaged = RocksStore.open(copy, SETTINGS)) {
        for (int i = 1; i <= 300; i++) {
          PresentityRecord held = damaged.load("tel:+" + i);
          if (held.version() > 0) {
            assertSame(held, record("tel:+" + i, 1));
          }
        }
      } catch (StoreUnusableException | DamagedRecordException e) {
        assertThat(e).hasMessageContaining(copy.toString());
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static void damage(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0 || random.nextInt(4) == 0) {
      Files.delete(file);
    } else if (random.nextBoolean()) {
      Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    } else {
      for (int i = 0; i < 20; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
    }
  }
}
