package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    List<String> expected = tsharkLines(Files.readAllLines(folder.resolve("expected.tshark")));
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < events.size(); i++) {
      agree(events.get(i), expected.get(i).split("\t", -1));
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

  private static void agree(Map<String, String> event, String[] tshark) {
    assertThat(event).containsEntry("frame", tshark[0]).containsEntry("code", tshark[2]);
    BigDecimal epoch = new BigDecimal(tshark[1]);
    Instant time =
        Instant.ofEpochSecond(
            epoch.longValue(), epoch.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    assertThat(Instant.parse(event.get("time"))).isEqualTo(time);
    assertThat(event.get("source")).isEqualTo(tshark[2].charAt(0) >= '8' ? "pg" : "pc");
    assertThat(event).containsEntry("imsi", tshark[3]);
    String[] numbers = tshark[4].split(",");
    assertThat(event).containsEntry("msisdn", numbers[0]);
    String node = event.get("source").equals("pg") ? "sgsn" : "vlr";
    assertThat(event.get(node)).isEqualTo(numbers.length > 1 ? numbers[1] : null);
    assertThat(event.get("age")).isEqualTo(tshark[5].isEmpty() ? null : tshark[5]);
    assertThat(event.get("cgi")).isEqualTo(area(tshark[6]));
    assertThat(event.get("lai")).isEqualTo(area(tshark[7]));
    assertThat(event.get("rai")).isEqualTo(area(tshark[8]));
  }

  /** Octets of a CGI, LAI or RAI (TS 24.008 clause 10.5.1.3) as {@code mcc-mnc-lac[-ci]}. */
  private static String area(String hex) {
    if (hex.isEmpty()) {
      return null;
    }
    String mcc = "" + hex.charAt(1) + hex.charAt(0) + hex.charAt(3);
    String mnc = "" + hex.charAt(5) + hex.charAt(4) + (hex.charAt(2) == 'f' ? "" : hex.charAt(2));
    String area = mcc + "-" + mnc + "-" + Integer.parseInt(hex.substring(6, 10), 16);
    return hex.length() == 10 ? area : area + "-" + Integer.parseInt(hex.substring(10), 16);
  }
}
