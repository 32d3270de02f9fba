package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its measure is bench/calls: what the first calls after a start wait. */
class CapRehearsalTest {
  @TempDir Path directory;

  @Test
  void itFailsNowhereAndLeavesNothing() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Path kept = Files.createFile(directory.resolve("kept"));
    CapRehearsal.of(
        CapTestNode.link(directory, TestNode.server(1)),
        CapTestNode.SETTINGS,
        new CapMeters(meters, "test"));
    assertThat(meters.getMeters()).isEmpty();
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(kept);
    }
  }
}
