package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.store.PresenceStoreContract.assertSame;
import static org.pna.publisher.store.PresenceStoreContract.record;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Urgency;

/** The store over a disk that waits and fails when told to. */
@Timeout(20)
class GroupCommitTest {
  private static final int MAX_PENDING = 100;
  private static final int MAX_PRESENTITIES = 5;

  private final ScriptedDisk disk = new ScriptedDisk();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private RocksStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        RocksStore.open(
            Path.of("scripted"),
            disk,
            new RocksStore.Settings(Durability.FSYNC, MAX_PRESENTITIES, MAX_PENDING, 2, 8));
  }

  @AfterEach
  void close() {
    disk.let(1_000_000);
    store.close();
    assertThat(disk.closed).isTrue();
  }

  /** What the callback hears is "presentity version", and the failure's class. */
  private CountDownLatch append(String presentity, long version) {
    CountDownLatch done = new CountDownLatch(1);
    PresenceStoreContract.append(
        store,
        record(presentity, version),
        failure -> {
          String how = failure == null ? "" : " " + failure.getClass().getSimpleName();
          heard.add(presentity + " " + version + how);
          done.countDown();
        });
    return done;
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Makes the writer wait in its write of this append alone. */
  private CountDownLatch appendAndWaitForTheDisk(String presentity, long version) {
    int before = disk.writes.size();
    CountDownLatch done = append(presentity, version);
    awaitWrites(before + 1);
    return done;
  }

  private void awaitWrites(int count) {
    while (disk.writes.size() < count) {
      Thread.onSpinWait();
    }
  }

  private PresentityRecord expected(String presentity, long version) {
    return version == 0 ? PresentityRecord.unknown(presentity) : record(presentity, version);
  }

  private void assertHeld(String presentity, long version) {
    assertSame(store.load(presentity), expected(presentity, version));
  }

  @Test
  void whatGathersWhileTheDiskIsBusyGoesInOneWrite() throws Exception {
    appendAndWaitForTheDisk("tel:+0", 1);
    CountDownLatch last = null;
    for (int i = 1; i < MAX_PENDING; i++) {
      last = append("tel:+" + i % 3, i + 1);
    }
    assertThat(heard).isEmpty();
    disk.let(2);
    await(last);
    assertThat(disk.writes).containsExactly(1, MAX_PENDING - 1);
    assertThat(heard)
        .hasSize(MAX_PENDING)
        .startsWith("tel:+0 1", "tel:+1 2")
        .doesNotHaveDuplicates();
    assertThat(disk.presentities).isEqualTo(3);
  }

  @Test
  void atTheBoundAnAppendIsRefusedAtOnceAndNothingIsStored() throws Exception {
    CountDownLatch last = appendAndWaitForTheDisk("tel:+0", 1);
    for (int i = 2; i <= MAX_PENDING; i++) {
      last = append("tel:+0", i);
    }
    await(append("tel:+0", 1000));
    assertThat(heard).containsExactly("tel:+0 1000 StoreBusyException");
    assertHeld("tel:+0", MAX_PENDING);
    disk.let(2);
    await(last);
    disk.let(1);
    await(append("tel:+0", 101));
    assertHeld("tel:+0", 101);
  }

  @Test
  void aFailedWriteTakesWithItWhatWasComputedUponItAndNothingElse() throws Exception {
    disk.let(1);
    await(append("tel:+0", 1));
    appendAndWaitForTheDisk("tel:+0", 2);
    append("tel:+0", 3);
    CountDownLatch other = append("tel:+1", 1);
    append("tel:+0", 4);
    assertThat(disk.writes).containsExactly(1, 1);
    heard.clear();
    disk.failing = true;
    disk.let(1);
    awaitWrites(3);
    disk.failing = false;
    assertHeld("tel:+0", 1);
    disk.let(1);
    await(other);
    disk.let(1);
    await(append("tel:+0", 2));
    assertThat(disk.writes).as("3 and 4 are not written").containsExactly(1, 1, 1, 1);
    assertThat(heard)
        .containsExactly(
            "tel:+0 2 CommitFailedException",
            "tel:+0 3 CommitFailedException",
            "tel:+1 1",
            "tel:+0 4 CommitFailedException",
            "tel:+0 2");
    assertHeld("tel:+0", 2);
    assertHeld("tel:+1", 1);
  }

  @Test
  void allOfAFailedWriteFail() throws Exception {
    CountDownLatch first = appendAndWaitForTheDisk("tel:+0", 1);
    append("tel:+1", 1);
    CountDownLatch last = append("tel:+2", 1);
    disk.let(1);
    await(first);
    awaitWrites(2);
    disk.failing = true;
    disk.let(1);
    await(last);
    assertThat(heard)
        .containsExactly(
            "tel:+0 1", "tel:+1 1 CommitFailedException", "tel:+2 1 CommitFailedException");
    assertHeld("tel:+0", 1);
    assertHeld("tel:+1", 0);
    assertHeld("tel:+2", 0);
  }

  @Test
  void whatALaneComputedUponALostRecordIsRefusedUntilItLoadsAgain() throws Exception {
    disk.let(1);
    await(append("tel:+0", 1));
    CountDownLatch lost = appendAndWaitForTheDisk("tel:+0", 2);
    assertHeld("tel:+0", 2); // the lane begins to compute 3 upon it
    disk.failing = true;
    disk.let(1);
    await(lost);
    disk.failing = false;
    await(append("tel:+0", 3));
    assertThat(heard).last().isEqualTo("tel:+0 3 CommitFailedException");
    assertHeld("tel:+0", 1);
    disk.let(1);
    await(append("tel:+0", 2));
    assertThat(heard).last().isEqualTo("tel:+0 2");
    assertHeld("tel:+0", 2);
  }

  @Test
  void aLostPresentityLeavesItsRoom() throws Exception {
    disk.failing = true;
    for (int i = 0; i < MAX_PRESENTITIES; i++) {
      disk.let(1);
      await(append("tel:+" + i, 1));
    }
    disk.failing = false;
    disk.let(100);
    for (int i = 10; i < 10 + MAX_PRESENTITIES; i++) {
      await(append("tel:+" + i, 1));
    }
    await(append("tel:+99", 1));
    assertThat(heard).last().isEqualTo("tel:+99 1 StoreFullException");
    assertThat(disk.presentities).isEqualTo(MAX_PRESENTITIES);
    assertHeld("tel:+99", 0);
    await(append("tel:+10", 2));
    assertThat(heard).last().isEqualTo("tel:+10 2");
  }

  @Test
  void aCallbackThatThrowsHarmsNobody() throws Exception {
    disk.let(10);
    PresenceStoreContract.append(
        store,
        record("tel:+0", 1),
        failure -> {
          throw new IllegalStateException("thrown by the test on purpose");
        });
    await(append("tel:+0", 2));
    assertHeld("tel:+0", 2);
  }

  @Test
  void closingWaitsForWhatWasAppendedAndTakesNoMore() throws Exception {
    appendAndWaitForTheDisk("tel:+0", 1);
    append("tel:+0", 2);
    Thread closing = new Thread(store::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(disk.closed).isFalse();
    await(append("tel:+0", 3));
    assertThat(heard).containsExactly("tel:+0 3 StoreClosedException");
    disk.let(2);
    closing.join();
    assertThat(heard).containsExactly("tel:+0 3 StoreClosedException", "tel:+0 1", "tel:+0 2");
    assertThat(disk.closed).isTrue();
    assertThat(disk.read("ptel:+0".getBytes())).isEqualTo(RecordFormat.write(record("tel:+0", 2)));
  }

  @Test
  void aPresentityThatIsNoUriIsRefused() throws Exception {
    await(append("tel:\ud800", 1));
    assertThat(heard).containsExactly("tel:\ud800 1 IllegalArgumentException");
  }

  @Test
  void onlyWhatIsCommittedIsShownToOthers() throws Exception {
    disk.let(1);
    await(append("tel:+0", 1));
    CountDownLatch second = appendAndWaitForTheDisk("tel:+0", 2);
    assertHeld("tel:+0", 2);
    assertSame(store.committed("tel:+0"), record("tel:+0", 1));
    PresenceStoreContract.assertSteps(store.history("tel:+0"), "tel:+0", 1);
    assertDue("tel:+0", 1);
    assertThat(store.state()).isEqualTo(new StoreState(false, 1, 1));
    disk.let(1);
    await(second);
    assertSame(store.committed("tel:+0"), record("tel:+0", 2));
    PresenceStoreContract.assertSteps(store.history("tel:+0"), "tel:+0", 1, 2);
    assertDue("tel:+0", 2);
  }

  private void assertDue(String presentity, long version) {
    assertThat(store.due(Instant.MIN, Instant.MAX, 10))
        .containsExactly(new Due(record(presentity, version).wakeAt(), presentity));
  }

  @Test
  void aFailedCommitLeavesHistoryAndWhatIsDueAsTheyWere() throws Exception {
    disk.let(1);
    await(append("tel:+0", 1));
    appendAndWaitForTheDisk("tel:+0", 2);
    CountDownLatch last = append("tel:+0", 4);
    disk.failing = true;
    disk.let(1);
    await(last);
    PresenceStoreContract.assertSteps(store.history("tel:+0"), "tel:+0", 1);
    assertDue("tel:+0", 1);
    assertThat(store.state()).isEqualTo(new StoreState(true, 0, 1));
    disk.failing = false;
    assertHeld("tel:+0", 1);
    disk.let(1);
    await(append("tel:+0", 2));
    PresenceStoreContract.assertSteps(store.history("tel:+0"), "tel:+0", 1, 2);
    assertDue("tel:+0", 2);
    assertThat(store.state().failing()).isFalse();
  }

  @Test
  void aTenthOfTheRoomIsForTransitions() throws Exception {
    appendAndWaitForTheDisk("tel:+0", 1);
    for (int i = 2; i <= 90; i++) {
      PresentityRecord record = record("tel:+0", i);
      store.append(record, null, Urgency.LOCATION, failure -> {});
    }
    store.append(record("tel:+1", 1), null, Urgency.LOCATION, failure -> heard.add("" + failure));
    assertThat(heard).singleElement().asString().contains("StoreBusyException");
    CountDownLatch last = null;
    for (int i = 91; i <= 100; i++) {
      last = append("tel:+0", i);
    }
    await(append("tel:+0", 101));
    assertThat(heard).hasSize(2).last().isEqualTo("tel:+0 101 StoreBusyException");
    disk.let(2);
    await(last);
    disk.let(1);
    CountDownLatch room = new CountDownLatch(1);
    store.append(record("tel:+1", 1), null, Urgency.LOCATION, failure -> room.countDown());
    await(room);
    assertHeld("tel:+1", 1);
  }

  private CountDownLatch put(String key, String value) {
    CountDownLatch done = new CountDownLatch(1);
    store
        .table(TableName.SUSPECTS)
        .put(
            key,
            value.getBytes(US_ASCII),
            failure -> {
              heard.add(key + (failure == null ? "" : " " + failure.getClass().getSimpleName()));
              done.countDown();
            });
    return done;
  }

  private String table() {
    StringBuilder found = new StringBuilder();
    store.scan(
        TableName.SUSPECTS,
        "",
        (key, value) -> found.append(key).append('=').append(new String(value, US_ASCII)));
    return found.toString();
  }

  @Test
  void tablesGoInTheSameWritesAndNeedNoRoom() throws Exception {
    CountDownLatch first = put("a", "1");
    awaitWrites(1);
    for (int i = 1; i <= MAX_PENDING; i++) {
      append("tel:+0", i);
    }
    assertThat(store.state().pending()).isEqualTo(MAX_PENDING);
    CountDownLatch last = put("a", "2");
    put("b", "1");
    assertThat(table()).isEmpty();
    disk.let(1);
    await(first);
    assertThat(table()).isEqualTo("a=1");
    disk.let(1);
    await(last);
    assertThat(disk.writes).containsExactly(1, MAX_PENDING + 2);
    assertThat(table()).isEqualTo("a=2b=1");
  }

  @Test
  void aFailedWriteLeavesATableAsItWas() throws Exception {
    disk.let(1);
    await(put("a", "1"));
    disk.failing = true;
    disk.let(1);
    await(put("a", "2"));
    assertThat(heard).containsExactly("a", "a CommitFailedException");
    assertThat(table()).isEqualTo("a=1");
  }

  @Test
  void closingWaitsForTablesToo() throws Exception {
    put("a", "1");
    awaitWrites(1);
    put("b", "2");
    Thread closing = new Thread(store::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    disk.let(2);
    closing.join();
    await(put("c", "3"));
    assertThat(heard).containsExactly("a", "b", "c StoreClosedException");
  }

  @Test
  void withDurabilityOsAnAppendWritesItselfUnlessAnotherDoes() throws Exception {
    ScriptedDisk quick = new ScriptedDisk();
    try (RocksStore os =
        RocksStore.open(
            Path.of("scripted"),
            quick,
            new RocksStore.Settings(Durability.OS, MAX_PRESENTITIES, MAX_PENDING, 2, 8))) {
      Thread self = Thread.currentThread();
      quick.let(1);
      List<Thread> told = new CopyOnWriteArrayList<>();
      os.append(record("tel:+0", 1), null, Urgency.LOCATION, f -> told.add(Thread.currentThread()));
      assertThat(told).containsExactly(self);
      Thread other =
          new Thread(
              () ->
                  os.append(
                      record("tel:+1", 1),
                      null,
                      Urgency.LOCATION,
                      f -> told.add(Thread.currentThread())));
      other.start();
      while (quick.writes.size() < 2) {
        Thread.onSpinWait();
      }
      CountDownLatch last = new CountDownLatch(200);
      for (int i = 0; i < MAX_PENDING - 1; i++) {
        os.append(record("tel:+0", i + 2), null, Urgency.TRANSITION, f -> last.countDown());
      }
      for (int i = 0; i < 101; i++) {
        os.table(TableName.SUSPECTS).put("" + i, new byte[0], f -> last.countDown());
      }
      assertThat(told).hasSize(1); // and nobody was held up
      quick.let(100);
      await(last);
      other.join();
      assertThat(told).containsExactly(self, other);
      assertThat(quick.writes).startsWith(1, 1, 32, 32, 32).hasSize(6); // the writer has the rest
      assertSame(os.load("tel:+0"), record("tel:+0", MAX_PENDING));
    }
  }

  @Test
  void whatIsAppendedTogetherIsWrittenTogetherAtTheEndOrWhenItIsEnough() throws Exception {
    ScriptedDisk quick = new ScriptedDisk();
    quick.let(100);
    try (RocksStore os =
        RocksStore.open(
            Path.of("scripted"),
            quick,
            new RocksStore.Settings(Durability.OS, MAX_PRESENTITIES, MAX_PENDING, 2, 8))) {
      List<Long> told = new CopyOnWriteArrayList<>();
      os.together(
          () -> {
            for (long i = 1; i <= 3; i++) {
              long version = i;
              os.append(record("tel:+0", i), null, Urgency.LOCATION, failure -> told.add(version));
            }
            assertThat(told).isEmpty();
            assertSame(os.load("tel:+0"), record("tel:+0", 3));
          });
      assertThat(told).containsExactly(1L, 2L, 3L);
      assertThat(quick.writes).containsExactly(3);
      os.together(
          () -> {
            for (long i = 4; i <= 40; i++) {
              long version = i;
              os.append(record("tel:+0", i), null, Urgency.LOCATION, failure -> told.add(version));
            }
          });
      assertThat(told).hasSize(40);
      // who writes the 32 may find some of the rest there already, and writes them too
      assertThat(quick.writes).startsWith(3).hasSizeBetween(3, 5);
      assertThat(quick.writes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    }
  }

  @Test
  void whoAppendsWhileAnotherGathersIsToldWhenThatEnds() throws Exception {
    disk.let(10);
    CountDownLatch gathering = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                store.together(
                    () -> {
                      gathering.countDown();
                      await10(end);
                    }));
    other.start();
    await(gathering);
    CountDownLatch done = append("tel:+0", 1);
    assertThat(disk.writes).isEmpty();
    end.countDown();
    await(done);
    other.join();
    assertThat(heard).containsExactly("tel:+0 1");
  }

  private static void await10(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCallbackMayAppend() throws Exception {
    disk.let(10);
    CountDownLatch done = new CountDownLatch(1);
    store.append(
        record("tel:+0", 1),
        null,
        Urgency.TRANSITION,
        f -> store.append(record("tel:+1", 1), null, Urgency.TRANSITION, g -> done.countDown()));
    await(done);
    assertHeld("tel:+1", 1);
  }
}
