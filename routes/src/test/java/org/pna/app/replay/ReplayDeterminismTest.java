package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.routes.DerivedIdentities;
import org.pna.simulator.TraceGenerator;
import picocli.CommandLine;

/** Same input, same bytes out, whatever the threads. */
class ReplayDeterminismTest {
  @TempDir private static Path folder;

  private static Path trace;
  private static Path unhurried;
  private static TreeMap<String, String> expected;

  @BeforeAll
  static void reference() throws IOException {
    trace = folder.resolve("trace.pcap");
    int exit =
        new CommandLine(new TraceGenerator())
            .execute("--frames", "30000", "--subscribers", "1500", "--answers", trace.toString());
    assertThat(exit).isZero();
    unhurried = folder.resolve("unhurried.hex");
    HexTrace.write(unhurried, 4000, 60);
    expected = output(1, "reference");
    assertThat(expected.get("events").lines().count()).isEqualTo(34000);
    assertThat(expected.get("publications.jsonl").lines().map(ReplayDeterminismTest::cause))
        .as("some publications are set off by timers, others by events")
        .contains("timer", "event");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 8, 8, 16})
  void lanesDoNotShow(int lanes) throws IOException {
    TreeMap<String, String> output = output(lanes, "with-" + lanes + "-" + System.nanoTime());
    assertThat(output.keySet()).isEqualTo(expected.keySet());
    for (String file : output.keySet()) {
      assertThat(output.get(file).equals(expected.get(file))).as(file).isTrue();
    }
  }

  @Test
  void lanesDoNotShowInAnyTrace() throws IOException {
    for (String name : Replays.cases("expected.tshark").toList()) {
      Path input = Replays.CASES.resolve(name).resolve("input.pcap");
      assertThat(Replays.json(7, input)).as(name).isEqualTo(Replays.json(1, input));
    }
  }

  @Test
  void theTraceHoldsEqualTimeStamps() {
    List<String> times =
        expected
            .get("events")
            .lines()
            .map(line -> line.replaceAll(".*\"time\":\"([^\"]*).*", "$1"))
            .toList();
    assertThat(times.stream().distinct().count()).isLessThan(times.size());
  }

  private static String cause(String line) {
    return line.replaceAll(".*\"cause\":\"([a-z]*).*", "$1");
  }

  private static TreeMap<String, String> output(int lanes, String name) throws IOException {
    Path directory = folder.resolve(name);
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    try (PublicationLog log = new PublicationLog(directory);
        ReplayRun run =
            new ReplayRun(events, EventFormat.Json::new, new DerivedIdentities(), lanes, log)) {
      run.read(trace.toString());
      run.read(unhurried.toString());
      run.finish();
    }
    TreeMap<String, String> all = new TreeMap<>();
    all.put("events", events.toString(StandardCharsets.UTF_8));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }
}
