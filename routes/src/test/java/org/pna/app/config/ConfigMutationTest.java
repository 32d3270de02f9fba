package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the file, it gives faults and no exception. */
class ConfigMutationTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("pna.root", "..")).resolve("config/pna.yaml");
  private static final int MUTANTS = 5_000;
  private static final List<String> PIECES =
      List.of(
          "*",
          "&a ",
          "*a",
          "[",
          "]",
          "{",
          "}",
          "\t",
          "!!int ",
          "|",
          ">\n",
          "? ",
          ": ",
          "- ",
          "\"",
          "'",
          "#",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "<<: ",
          "\\0",
          "\u0000",
          "\uFEFF",
          "ÿ",
          "\n",
          "999999999999999999999",
          "-1",
          "~",
          "null",
          "0x10",
          "1e9",
          "[::1]:0",
          "sip:",
          "@",
          "`");

  @Test
  void givesFaultsAndNeverAnException() throws IOException {
    byte[] shipped = Files.readAllBytes(SHIPPED);
    Random random = new Random(23141);
    int right = 0;
    int judged = 0;
    int unreadable = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = shipped;
      for (int steps = 1 + random.nextInt(4); steps > 0; steps--) {
        mutant = mutated(mutant, random);
      }
      LoadedConfig loaded = ConfigFile.read(SHIPPED, mutant);

      List<Fault> fatal = loaded.faults().stream().filter(Fault::isFatal).toList();
      assertThat(loaded.config() == null).as("mutant %d", i).isEqualTo(!fatal.isEmpty());
      long lines = new String(mutant, StandardCharsets.UTF_8).split("\\R", -1).length;
      assertThat(loaded.faults()).as("mutant %d", i).allMatch(fault -> fault.line() <= lines + 1);
      if (fatal.isEmpty()) {
        right++;
      } else if (fatal.stream().anyMatch(fault -> !fault.path().isEmpty())) {
        judged++;
      } else {
        unreadable++;
      }
    }
    // Each kind must be well there, or the mutants try too little.
    assertThat(List.of(right, judged, unreadable)).allMatch(count -> count > MUTANTS / 20);
  }

  private static byte[] mutated(byte[] original, Random random) {
    if (original.length < 2) {
      return original;
    }
    String text = new String(original, StandardCharsets.ISO_8859_1);
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(40));
    String mutant =
        switch (random.nextInt(6)) {
          case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
          case 1 -> text.substring(0, at) + text.substring(end);
          case 2 -> text.substring(0, end) + text.substring(at);
          case 3 -> text.substring(0, at) + piece(random) + text.substring(at);
          case 4 -> withValue(text, at, random);
          default -> withLinesSwapped(text, random);
        };
    return mutant.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Something else after the next colon. */
  private static String withValue(String text, int at, Random random) {
    int colon = text.indexOf(": ", at);
    int lineEnd = colon < 0 ? -1 : text.indexOf('\n', colon);
    return lineEnd < 0
        ? text
        : text.substring(0, colon + 2) + piece(random) + text.substring(lineEnd);
  }

  private static String withLinesSwapped(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    String moved = lines.remove(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), moved);
    return String.join("\n", lines);
  }

  private static String piece(Random random) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
