package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.routes.DerivedIdentities;

@DisplayName("the grace of MM-Code 82 runs on the trace's clock")
class ReplayTimersTest {
  private static final Instant START = Instant.parse("2026-01-01T01:00:00Z");

  @TempDir private Path folder;
  private final List<String> trace = new ArrayList<>();

  @Test
  @DisplayName("a timer's publication names the event that set it, not one that came later")
  void namesTheEventThatSetIt() throws IOException {
    at(0, 1, 0x83);
    at(1, 1, 0x82);
    at(5, 1, 0x82);
    at(11, 2, 0x83);
    assertThat(publications())
        .containsExactly(
            "1 2026-01-01T01:00:00 v1", "2 2026-01-01T01:00:11 v2", "4 2026-01-01T01:00:11 v1");
  }

  @Test
  @DisplayName("where time goes back, versions stay in order and the grace is ten seconds long")
  void timeGoesBack() throws IOException {
    at(100, 2, 0x83);
    at(50, 1, 0x83);
    at(51, 1, 0x82);
    at(52, 3, 0x83);
    at(109, 4, 0x83);
    at(110, 5, 0x83);
    assertThat(publications())
        .containsExactly(
            "1 2026-01-01T01:01:40 v1",
            "2 2026-01-01T01:00:50 v1",
            "4 2026-01-01T01:00:52 v1",
            "5 2026-01-01T01:01:49 v1",
            "3 2026-01-01T01:01:50 v2",
            "6 2026-01-01T01:01:50 v1");
  }

  @Test
  @DisplayName("a presentity of which nothing was published has no document")
  void nothingToSay() throws IOException {
    at(0, 1, 0x82);
    at(1, 2, 0x83);
    assertThat(publications()).containsExactly("2 2026-01-01T01:00:01 v1");
    try (Stream<Path> documents = Files.list(folder.resolve("out").resolve("documents"))) {
      assertThat(documents).hasSize(1);
    }
  }

  @Test
  @DisplayName("what is not due at the last frame never runs")
  void endOfTheTrace() throws IOException {
    at(0, 1, 0x83);
    at(1, 1, 0x82);
    at(10, 2, 0x83);
    assertThat(publications())
        .containsExactly("1 2026-01-01T01:00:00 v1", "3 2026-01-01T01:00:10 v1");
  }

  private void at(int second, int subscriber, int code) {
    trace.add(
        HexTrace.line(START.plusSeconds(second), trace.size(), HexTrace.event(subscriber, code)));
  }

  /** Frame, time and version of each publication. */
  private List<String> publications() throws IOException {
    Path file = Files.write(folder.resolve("trace.hex"), trace);
    Path out = folder.resolve("out");
    try (PublicationLog log = new PublicationLog(out);
        ReplayRun run =
            new ReplayRun(new ByteArrayOutputStream(), null, new DerivedIdentities(), 2, log)) {
      run.read(file.toString());
      run.finish();
    }
    return Files.readAllLines(out.resolve("publications.jsonl")).stream()
        .map(
            line ->
                line.replaceAll(
                    ".*\"frame\":(\\d+),\"time\":\"([^.\"]*).*\"version\":(\\d+),\"cause.*",
                    "$1 $2 v$3"))
        .toList();
  }
}
