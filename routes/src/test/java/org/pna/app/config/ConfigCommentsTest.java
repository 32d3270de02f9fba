package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sections that stand in the shipped configuration as comments. */
class ConfigCommentsTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("pna.root", "..")).resolve("config");
  private static final Pattern SECTION =
      Pattern.compile("( *)# (hlrs|registration|radius|diameter|pi|pl):");

  @TempDir private Path folder;

  @Test
  void lacks_only_keys_and_passwords_when_its_comments_are_taken_for_true() throws IOException {
    Files.copy(SHIPPED.resolve("subscribers.csv"), folder.resolve("subscribers.csv"));
    Path file = folder.resolve("pna.yaml");
    List<String> sections = new ArrayList<>();
    Files.write(file, uncommented(Files.readAllLines(SHIPPED.resolve("pna.yaml")), sections));
    assertThat(sections).containsExactly("hlrs", "registration", "radius", "diameter", "pi", "pl");
    assertThat(ConfigFile.read(file).faults())
        .extracting(Fault::text)
        .allMatch(text -> text.matches("(?s).*(is no file |there is no key for it).*"));
  }

  /** The sections, each up to the next line that is no comment of its own depth. */
  private static List<String> uncommented(List<String> lines, List<String> sections) {
    List<String> all = new ArrayList<>();
    String mark = null;
    for (String line : lines) {
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        mark = section.group(1) + "#";
        sections.add(section.group(2));
      } else if (mark != null && !line.startsWith(mark)) {
        mark = null;
      }
      boolean isOfSection = mark != null && line.length() > mark.length();
      all.add(
          isOfSection ? " ".repeat(mark.length() - 1) + line.substring(mark.length() + 1) : line);
    }
    return all;
  }
}
