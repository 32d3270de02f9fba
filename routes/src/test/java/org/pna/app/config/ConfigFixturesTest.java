package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of test-fixtures/config: its files, and the faults that are to be told of them. */
class ConfigFixturesTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("pna.root", "..")).resolve("test-fixtures/config");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsTheFaultsOfTheFolder(String name) throws IOException {
    Path folder = FIXTURES.resolve(name);
    LoadedConfig loaded = ConfigFile.read(folder.resolve("pna.yaml"));
    List<Fault> faults = new ArrayList<>(loaded.faults());
    Path own = folder.resolve("subscribers.csv");
    if (Files.exists(own)) {
      assertThat(loaded.subscribers()).isEqualTo(own);
      faults.addAll(SubscribersFile.read(own, row -> {}));
      assertTellsNoIdentity(own, faults);
    }

    String told =
        faults.stream().map(fault -> shortened(fault, folder) + "\n").collect(Collectors.joining());
    assertThat(told).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    assertThat(loaded.config() == null)
        .isEqualTo(loaded.faults().stream().anyMatch(Fault::isFatal));
  }

  private static String shortened(Fault fault, Path folder) {
    return fault.text().replace(folder + "/", "").replace(FIXTURES.toString(), "..");
  }

  private static void assertTellsNoIdentity(Path subscribers, List<Fault> faults)
      throws IOException {
    String content = new String(Files.readAllBytes(subscribers), StandardCharsets.ISO_8859_1);
    String told = faults.stream().map(Fault::text).collect(Collectors.joining());
    List<String> identities =
        Arrays.stream(content.split("[,\\s\"]+"))
            .filter(field -> field.matches("[0-9+]{4,}|.*@.*"))
            .toList();
    assertThat(identities.stream().filter(told::contains)).isEmpty();
  }
}
