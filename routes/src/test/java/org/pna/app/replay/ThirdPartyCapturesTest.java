package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pna.Peers;

/** Other people's captures, where they are to be had: no crash, and no event that is not there. */
class ThirdPartyCapturesTest {
  private static final Path CAPTURES = Replays.ROOT.resolve("../shared/captures/third-party");

  /** Events of those files that have any. */
  private static final Map<String, Integer> EVENTS =
      Map.of(
          "cap/wireshark_camel_tcap.pcap", 2,
          "map/jss7_unit_test_tcap.pcap", 1,
          "radius/arkime_radius_acct.pcap", 1); // an Interim-Update, as tshark sees it

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
                      () ->
                          assertThat(Replays.summary(file))
                              .contains("\"events\":" + events(file) + ",")));
    }
  }

  private static int events(Path file) {
    return EVENTS.getOrDefault(CAPTURES.relativize(file).toString(), 0);
  }

  @Test
  void aCallOfVersion2() throws IOException {
    Path file = CAPTURES.resolve("cap/wireshark_camel_tcap.pcap");
    Peers.need(file);
    List<Map<String, String>> events = Replays.events(file);
    assertThat(events.get(0))
        .containsEntry("operation", "initialDP")
        .containsEntry("event", "collectedInfo")
        .containsEntry("code", "2")
        .containsEntry("imsi", "41787552689")
        .containsEntry("vlr", "33662000000");
    assertThat(events.get(1))
        .containsEntry("frame", "3")
        .containsEntry("event", "oAnswer")
        .containsEntry("imsi", "41787552689")
        .containsEntry("published", "true");
  }
}
