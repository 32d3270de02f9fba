package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * A process to be killed: it appends for ever, each record computed upon the loaded one, and prints
 * what is acknowledged, one line each: presentity, blank, version.
 */
final class StoreUnderKill {
  static final int PRESENTITIES = 500;
  static final int HISTORY = 4;

  private StoreUnderKill() {}

  public static void main(String[] args) throws Exception {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out); // nothing is held back
    Semaphore inFlight = new Semaphore(64);
    RocksStore.Settings settings =
        new RocksStore.Settings(Durability.valueOf(args[1]), PRESENTITIES, 1000, 100, HISTORY);
    RocksStore store = RocksStore.open(Path.of(args[0]), settings);
    for (int i = 0; ; i++) {
      String presentity = "tel:+" + i % PRESENTITIES;
      long version = store.load(presentity).version() + 1;
      byte[] line = (presentity + " " + version + "\n").getBytes(US_ASCII);
      inFlight.acquire();
      PresenceStoreContract.append(
          store,
          PresenceStoreContract.record(presentity, version),
          failure -> {
            inFlight.release();
            try {
              out.write(failure == null ? line : "failed\n".getBytes(US_ASCII));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
