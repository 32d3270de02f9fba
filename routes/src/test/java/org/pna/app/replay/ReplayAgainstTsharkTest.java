package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pna.Peers;

/**
 * Events, codes, identities, places and frame numbers are those that tshark prints. Each {@code
 * expected.tshark} holds, below the command and version in its head, what tshark printed.
 */
class ReplayAgainstTsharkTest {

  static Stream<String> cases() throws IOException {
    return Replays.cases("expected.tshark");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eventsAreThoseOfTshark(String name) throws IOException {
    Path folder = Replays.CASES.resolve(name);
    List<Map<String, String>> events = Replays.events(folder.resolve("input.pcap"));
    List<String> file = Files.readAllLines(folder.resolve("expected.tshark"));
    List<TsharkLine> expected =
        tsharkLines(file).stream().map(line -> new TsharkLine(file.get(0), line)).toList();
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < events.size(); i++) {
      expected.get(i).agreesWith(events.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tsharkStillPrintsTheSame(String name) throws Exception {
    Peers.need("tshark");
    Path folder = Replays.CASES.resolve(name);
    List<String> file = Files.readAllLines(folder.resolve("expected.tshark"));
    List<String> command = Arrays.asList(file.get(0).substring(2).split(" "));
    Process tshark =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> printed = new ArrayList<>();
    try (var reader = tshark.inputReader()) {
      reader.lines().forEach(printed::add);
    }
    assertThat(tshark.waitFor()).isZero();
    assertThat(printed).isEqualTo(tsharkLines(file));
  }

  private static List<String> tsharkLines(List<String> file) {
    return file.stream().filter(line -> !line.startsWith("#")).toList();
  }
}
