package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the file, it gives faults and right rows, and no exception. */
class SubscribersMutationTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("pna.root", "..")).resolve("config/subscribers.csv");
  private static final int MUTANTS = 2_000;

  @TempDir private Path folder;

  @Test
  void givesFaultsAndNeverAnException() throws IOException {
    byte[] shipped = Files.readAllBytes(SHIPPED);
    Random random = new Random(23141);
    Path file = folder.resolve("subscribers.csv");
    int faulty = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = shipped.clone();
      for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
        int at = random.nextInt(mutant.length);
        mutant[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : (byte) "\",\n\r# :+".charAt(at % 8);
      }
      Files.write(file, mutant);
      List<SubscriberRow> rows = new ArrayList<>();

      List<Fault> faults = SubscribersFile.read(file, rows::add);

      assertThat(rows)
          .as("mutant %d", i)
          .allMatch(
              row ->
                  (row.imsi() == null || row.imsi().digits().matches("[0-9]{5,15}"))
                      && (row.msisdn() == null || row.msisdn().digits().matches("[0-9]{1,15}"))
                      && row.presentity().contains(":"));
      faulty += faults.isEmpty() ? 0 : 1;
    }
    assertThat(faulty).isBetween(MUTANTS / 4, MUTANTS - MUTANTS / 20);
  }
}
