package org.pna.publisher.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.pna.model.Urgency;

/**
 * A process whose files may not grow for a while (by the command prlimit, of util-linux): an error
 * that RocksDB does not get over by itself. It ends with 0 when the store does.
 */
final class StoreUnderLimit {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private StoreUnderLimit() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    RocksStore store =
        RocksStore.open(
            folder,
            RocksDisk.open(folder, Durability.OS, 4, PATIENCE),
            new RocksStore.Settings(Durability.OS, 100_000, 10, 10, 4));
    limit("50000");
    int kept = 0;
    while (appended(store, kept)) {
      kept++;
    }
    long end = System.nanoTime() + 2 * PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      require(!appended(store, kept), "the disk still refuses");
    }
    requireAll(store, kept);
    limit("unlimited");
    end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!appended(store, kept)) {
      require(System.nanoTime() < end, "it takes appends again");
    }
    requireAll(store, kept + 1);
    store.close();
  }

  private static void limit(String bytes) throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    int exit =
        new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start()
            .waitFor();
    require(exit == 0, "prlimit works");
  }

  private static boolean appended(RocksStore store, int i) throws InterruptedException {
    BlockingQueue<Optional<Exception>> answers = new LinkedBlockingQueue<>();
    store.append(
        PresenceStoreContract.record("tel:+" + i, 1),
        null,
        Urgency.TRANSITION,
        failure -> answers.add(Optional.ofNullable(failure)));
    return answers.take().isEmpty();
  }

  private static void requireAll(RocksStore store, int kept) {
    require(kept > 100, "some were kept");
    for (int i = 0; i < kept; i++) {
      require(store.load("tel:+" + i).version() == 1, "what was kept is there");
    }
    require(store.load("tel:+" + kept).version() == 0, "what was refused is not");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
