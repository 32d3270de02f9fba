package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.publisher.pidf.RandomElements;

/** What was acknowledged before a kill -9 is there after it. */
class RocksStoreKillTest {
  @TempDir Path folder;

  private final Map<String, Long> acknowledged = new HashMap<>();
  private long lines;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void nothingAcknowledgedIsLost(Durability durability) throws Exception {
    killed(durability, 3);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Durability.class)
  void nothingAcknowledgedIsLostInFiftyKills(Durability durability) throws Exception {
    killed(durability, 50);
  }

  private void killed(Durability durability, int kills) throws Exception {
    assumeCommand("kill");
    Random random = new Random(RandomElements.seed("killed " + durability));
    for (int kill = 1; kill <= kills; kill++) {
      long before = lines;
      run(durability, 20 + random.nextInt(300));
      assertThat(lines).as("acknowledged before kill %d", kill).isGreaterThan(before);
      compare(durability);
    }
    System.out.printf("%s: %d kills, %d acknowledged, 0 lost%n", durability, kills, lines);
  }

  /** Kills the process so long after its first acknowledgement. */
  private void run(Durability durability, int millis) throws Exception {
    Process process = start(StoreUnderKill.class, folder.toString(), durability.name());
    try (BufferedReader out = process.inputReader()) {
      hear(out.readLine());
      Thread killer = new Thread(() -> kill(process, millis));
      killer.start();
      String line = out.readLine();
      while (line != null) {
        String next = out.readLine();
        if (next != null) { // the last one may be half a line
          hear(line);
        }
        line = next;
      }
      killer.join();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void itGoesOnByItselfWhenTheDiskTakesWritesAgain() throws Exception {
    assumeCommand("prlimit");
    Process process = start(StoreUnderLimit.class, folder.toString());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** By the command: what the process has written can still be read then. */
  private static void kill(Process process, int millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
      new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hear(String line) {
    int blank = line.indexOf(' ');
    assertThat(blank).as(line).isPositive();
    acknowledged.merge(
        line.substring(0, blank), Long.valueOf(line.substring(blank + 1)), Math::max);
    lines++;
  }

  private void compare(Durability durability) throws Exception {
    RocksStore.Settings settings =
        new RocksStore.Settings(
            durability, StoreUnderKill.PRESENTITIES, 10, 10, StoreUnderKill.HISTORY);
    try (RocksStore store = RocksStore.open(folder, settings)) {
      for (Map.Entry<String, Long> entry : acknowledged.entrySet()) {
        PresentityRecord held = store.load(entry.getKey());
        assertThat(held.version()).isGreaterThanOrEqualTo(entry.getValue());
        PresenceStoreContract.assertSame(
            held, PresenceStoreContract.record(entry.getKey(), held.version()));
      }
      compareAll(store);
    }
  }

  /** Record, step and index are of one write. */
  private static void compareAll(RocksStore store) {
    Map<String, Instant> due = new HashMap<>();
    for (Due each : store.due(Instant.MIN, Instant.MAX, Integer.MAX_VALUE)) {
      assertThat(due.put(each.presentity(), each.at())).isNull();
    }
    for (int i = 0; i < StoreUnderKill.PRESENTITIES; i++) {
      PresentityRecord held = store.load("tel:+" + i);
      assertThat(due.remove("tel:+" + i)).isEqualTo(held.wakeAt());
      long first = Math.max(1, held.steps() - StoreUnderKill.HISTORY + 1);
      PresenceStoreContract.assertSteps(
          store.history("tel:+" + i),
          "tel:+" + i,
          LongStream.rangeClosed(first, held.steps()).toArray());
    }
    assertThat(due).isEmpty();
  }

  private static void assumeCommand(String name) {
    boolean there =
        Files.isExecutable(Path.of("/bin", name)) || Files.isExecutable(Path.of("/usr/bin", name));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("RocksStoreKillTest needs the command " + name);
    }
    if (!there) {
      System.out.println("RocksStoreKillTest is skipped: there is no command " + name);
    }
    assumeTrue(there, "the command " + name);
  }
}
