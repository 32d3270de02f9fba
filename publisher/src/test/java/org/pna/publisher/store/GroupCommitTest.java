package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.store.PresenceStoreContract.assertSame;
import static org.pna.publisher.store.PresenceStoreContract.record;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
