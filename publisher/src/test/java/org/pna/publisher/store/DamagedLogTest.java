package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a crash or the disk leaves of the log of writes. */
class DamagedLogTest {
  private static final RocksStore.Settings SETTINGS =
      new RocksStore.Settings(Durability.FSYNC, 10_000, 10_000, 50, 1);

  @TempDir Path temp;
  private final List<String> lines = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHalfWrittenTailIsCutWithALineInTheLog(boolean truncated) throws Exception {
    Path copy = copyOfARunningStore(100);
    try (SeekableByteChannel channel = write(log(copy))) {
      long size = channel.size();
      assertThat(size).isGreaterThan(10_000);
      if (truncated) {
        channel.truncate(size - 20);
      } else {
        channel.position(size - 20).write(ByteBuffer.allocate(40));
      }
    }
    try (RocksStore again = opened(copy)) {
      for (int i = 1; i <= 99; i++) {
        assertThat(again.load("tel:+" + i).version()).isEqualTo(1);
      }
      assertThat(again.load("tel:+100")).isEqualTo(PresentityRecord.unknown("tel:+100"));
      assertThat(again.damage()).as("nothing that was acknowledged is lost").isNull();
    }
    assertThat(lines).singleElement(STRING).startsWith("the store's log had an unfinished tail");
  }

  @Test
  void damageWithGoodRecordsBehindItIsSaid() throws Exception {
    Path copy = copyOfARunningStore(1000);
    Path log = log(copy);
    try (SeekableByteChannel channel = write(log)) {
      assertThat(channel.size()).isGreaterThan(100_000);
      channel.position(40_000).write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    }
    try (RocksStore again = opened(copy)) {
      assertThat(again.load("tel:+1").version()).isEqualTo(1);
      assertThat(again.load("tel:+1000").version()).isZero();
      assertThat(again.damage()).contains(log.toString(), "octet 3", "put back a backup");
    }
    try (RocksStore again = opened(copy)) {
      assertThat(again.damage()).as("it was said").isNull();
    }
  }

  @Test
  void damageWithAGoodLogBehindItIsSaid() throws Exception {
    Path copy = copyOfARunningStore(10);
    Path log = log(copy);
    Path later = copy.resolve("999999.log");
    Files.copy(log, later);
    try (SeekableByteChannel channel = write(log)) {
      channel.position(channel.size() - 8).write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    }
    assertThat(LogCheck.gap(copy)).isNotNull().extracting(LogCheck.Gap::log).isEqualTo(log);
    Files.write(later, new byte[0]);
    assertThat(LogCheck.gap(copy)).isNull();
  }

  private RocksStore opened(Path folder) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(RocksOptions.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    try {
      return RocksStore.open(folder, SETTINGS);
    } finally {
      logger.detachAppender(appender);
      logger.setAdditive(true);
      appender.list.forEach(event -> lines.add(event.getFormattedMessage()));
    }
  }

  /** What a crash would leave. */
  private Path copyOfARunningStore(int presentities) throws Exception {
    Path folder = temp.resolve("store");
    Path copy = Files.createDirectory(temp.resolve("copy"));
    try (RocksStore store = RocksStore.open(folder, SETTINGS)) {
      for (int i = 1; i <= presentities; i++) {
        PresentityRecord record = PresenceStoreContract.record("tel:+" + i, 1);
        assertThat(
                PresenceStoreContract.outcome(
                    done -> PresenceStoreContract.append(store, record, done)))
            .isNull();
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(file -> !file.endsWith("LOCK")).toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  private static SeekableByteChannel write(Path file) throws IOException {
    return Files.newByteChannel(file, StandardOpenOption.WRITE);
  }

  private static Path log(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow();
    }
  }
}
