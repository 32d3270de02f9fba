package org.pna.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.Peers;

/**
 * Recorded Sh, and what tshark reads in it: which frame completes a message, whose request it
 * answers, for which number, and what states its document has, in the order of its octets.
 */
class ShReplayTest {
  private static final Pattern STATE = Pattern.compile("State>([0-9])<");
  private static final Pattern NUMBER = Pattern.compile("MSISDN>([0-9]+)<");

  /** Of {@code ph_sh}: other data, answered twice, not to be read, or of a request that is not. */
  private static final Set<String> NO_EVENTS = Set.of("94", "95", "98", "99", "101", "103");

  private static final List<String> COLUMNS =
      List.of(
          "frame.number",
          "diameter.cmd.code",
          "diameter.flags.request",
          "diameter.answer_to",
          "e164.msisdn",
          "diameter.Sh-User-Data");

  @ParameterizedTest
  @CsvSource({"ph_sh, 58", "sh_mixed, 8", "gen_sh_basic, 3"})
  void agreesWithTshark(String name, int count) throws Exception {
    Peers.need("tshark");
    Path capture = Replays.CASES.resolve(name).resolve("input.pcap");
    List<String> expected = expected(tshark(capture));
    List<String> told = new ArrayList<>();
    for (Map<String, String> event : Replays.events(capture)) {
      if (event.get("source").equals("ph")) {
        told.add(
            event.get("frame")
                + ' '
                + event.getOrDefault("code", "-")
                + ' '
                + event.getOrDefault("msisdn", "-"));
      }
    }
    assertThat(told).isEqualTo(expected).hasSize(count);
  }

  private static List<String> expected(List<String[]> rows) {
    Map<String, String> asked = new HashMap<>();
    List<String> expected = new ArrayList<>();
    String lastAsked = "";
    for (String[] row : rows) {
      boolean request = row[2].startsWith("1");
      if (request && !row[1].startsWith("309")) {
        lastAsked = row[4];
        asked.put(row[0], lastAsked);
      }
      if (row[5].isEmpty() || NO_EVENTS.contains(row[0])) {
        continue;
      }
      // tshark pairs nothing over SCTP: there the answer is that of the last request
      String number = request ? row[4] : row[3].isEmpty() ? lastAsked : asked.get(row[3]);
      String[] documents = row[5].split(",");
      String[] numbers = number.split(",");
      for (int i = 0; i < documents.length; i++) {
        String document = new String(HexFormat.of().parseHex(documents[i]), UTF_8);
        Matcher own = NUMBER.matcher(document);
        String name = numbers[i].isEmpty() && own.find() ? own.group(1) : numbers[i];
        List<String> states =
            STATE.matcher(document).results().map(state -> state.group(1)).toList();
        for (String state : states.isEmpty() ? List.of("-") : states) {
          expected.add(row[0] + ' ' + state + ' ' + (name.isEmpty() ? "-" : name));
        }
      }
    }
    return expected;
  }

  private static List<String[]> tshark(Path file) throws Exception {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
    command.addAll(List.of("-o", "tcp.reassemble_out_of_order:TRUE"));
    command.addAll(List.of("-d", "sctp.ppi==47,diameter", "-d", "sctp.ppi==0,diameter"));
    command.addAll(List.of("-Y", "diameter", "-T", "fields"));
    COLUMNS.forEach(column -> command.addAll(List.of("-e", column)));
    Process tshark =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String[]> rows = new ArrayList<>();
    try (var lines = tshark.inputReader()) {
      lines.lines().forEach(line -> rows.add(line.split("\t", -1)));
    }
    assertThat(tshark.waitFor()).isZero();
    return rows;
  }
}
