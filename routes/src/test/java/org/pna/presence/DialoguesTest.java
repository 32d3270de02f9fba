package org.pna.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.sip.SipSocket;
import org.pna.publisher.store.Durability;
import org.pna.publisher.store.RocksStore;

/**
 * Plays the written dialogues, with subscriptions kept on the disk, over UDP and TCP, IPv4 and
 * IPv6.
 */
class DialoguesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("pna.root", ".."), "test-fixtures", "sip");

  @TempDir static Path folder;

  private static RocksStore disk;
  private static ServerUnderTest server;

  @BeforeAll
  static void start() throws Exception {
    disk = RocksStore.open(folder, new RocksStore.Settings(Durability.OS, 10, 10, 0, 0));
    server = ServerUnderTest.over(disk, Duration.ofMillis(150));
  }

  @AfterAll
  static void stop() {
    server.close();
    disk.close();
  }

  @TestFactory
  List<DynamicTest> dialogues() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dialogue")).sorted().toList()) {
        String text = Files.readString(file);
        boolean udpOnly = text.contains("# UDP only");
        if (text.contains("X: down")) { // takes more than a second each time
          tests.add(test(file, "UDP", false));
          if (!udpOnly) {
            tests.add(test(file, "TCP", true));
          }
          continue;
        }
        for (String transport : udpOnly ? List.of("UDP") : List.of("UDP", "TCP")) {
          for (boolean ipv6 : new boolean[] {false, true}) {
            tests.add(test(file, transport, ipv6));
          }
        }
      }
    }
    return tests;
  }

  private static DynamicTest test(Path file, String transport, boolean ipv6) {
    String name = file.getFileName().toString().replace(".dialogue", "");
    return DynamicTest.dynamicTest(
        name + " over " + transport + (ipv6 ? " on IPv6" : " on IPv4"),
        () -> {
          SipSocket socket = server.socket(transport, ipv6);
          try (WatcherSocket watcher = new WatcherSocket(socket)) {
            new DialogueRunner(server, watcher, name).run(file);
          }
        });
  }
}
