package org.pna.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pna.publisher.pidf.PidfDiffApplier;
import org.pna.publisher.pidf.PidfSchema;
import org.pna.routes.DerivedIdentities;

/**
 * Each folder of {@code test-fixtures/replay} through the real route: its {@code input.*} gives its
 * {@code expected.jsonl}, {@code expected.summary.json} and {@code documents/}.
 */
class GoldenReplayTest {
  private static final PidfSchema SCHEMA = new PidfSchema();

  @TempDir private Path out;

  static Stream<String> cases() throws IOException {
    return Replays.cases("expected.jsonl");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatIsExpected(String name) throws Exception {
    Path folder = Replays.CASES.resolve(name);
    Path input = input(folder);
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    String summary;
    try (PublicationLog log = new PublicationLog(out);
        ReplayRun run =
            new ReplayRun(events, EventFormat.Json::new, new DerivedIdentities(), 2, log)) {
      run.read(input.toString());
      run.finish();
      summary = new String(run.summary().json(), UTF_8);
    }
    String file = input.getFileName().toString();
    assertThat(events.toString(UTF_8).replace(input.toString(), file))
        .isEqualTo(Files.readString(folder.resolve("expected.jsonl")));
    assertThat(summary.replace(input.toString(), file))
        .isEqualTo(Files.readString(folder.resolve("expected.summary.json")));
    Map<String, String> documents = files(out.resolve("documents"));
    assertThat(documents).isEqualTo(files(folder.resolve("documents")));
    assertThat(applied(out.resolve("publications.jsonl"))).isEqualTo(documents.size());
  }

  /** Applies all publications in their order and compares with the documents of the end. */
  private int applied(Path publications) throws Exception {
    Map<String, byte[]> held = new TreeMap<>();
    for (Map<String, String> line : Replays.objects(Files.readAllBytes(publications))) {
      String presentity = line.get("presentity");
      byte[] body =
          (line.containsKey("full") ? line.get("full") : line.get("diff")).getBytes(UTF_8);
      SCHEMA.validate(body);
      held.merge(presentity, body, GoldenReplayTest::apply);
    }
    for (Map.Entry<String, byte[]> entry : held.entrySet()) {
      String name = entry.getKey().replace(":", "%3A").replace("+", "%2B").replace("@", "%40");
      byte[] document = Files.readAllBytes(out.resolve("documents").resolve(name + ".xml"));
      SCHEMA.validate(document);
      assertThat(elements(entry.getValue())).isEqualTo(elements(document));
    }
    return held.size();
  }

  private static byte[] apply(byte[] document, byte[] diff) {
    try {
      return PidfDiffApplier.apply(document, diff);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What stands between the root's tags. */
  private static String elements(byte[] xml) {
    String text = new String(xml, UTF_8);
    int from = text.indexOf('>', text.indexOf("?>") + 2) + 1;
    int to = text.lastIndexOf("</");
    return to < from ? "" : text.substring(from, to);
  }

  private static Path input(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("input."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
