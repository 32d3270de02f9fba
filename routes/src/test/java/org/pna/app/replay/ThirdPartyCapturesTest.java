package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pna.Peers;

/** Other people's captures, where they are to be had: no crash, and no event that is not there. */
class ThirdPartyCapturesTest {
  private static final Path CAPTURES = Replays.ROOT.resolve("../shared/captures/third-party");

  @TestFactory
  Stream<DynamicTest> noEventIsInvented() throws IOException {
    Peers.need(CAPTURES);
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(pcap|pcapng|cap|pcap\\.gz)"))
          .sorted()
          .toList()
          .stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      CAPTURES.relativize(file).toString(),
                      () -> assertThat(Replays.summary(file)).contains("\"events\":0,")));
    }
  }
}
