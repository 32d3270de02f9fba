package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.publisher.store.MemoryStore;

@DisplayName("T1: suspects that the disk does not take are not forgotten")
class SuspectsMarkTest {
  private static final Instant TIME = Instant.parse("2026-11-21T04:00:00Z");

  @TempDir private Path folder;

  @Test
  void outlivesTheProcessAndTakesNoRoom() throws Exception {
    Path path = folder.resolve("suspects");
    SuspectsMark first = SuspectsMark.open(path);
    assertThat(first.isSet()).isFalse();
    assertThat(path).hasSize(1);
    first.set(true);
    try (SuspectsMark second = SuspectsMark.open(path)) { // the first was killed
      assertThat(second.isSet()).isTrue();
      second.set(false);
    }
    try (SuspectsMark third = SuspectsMark.open(path)) {
      assertThat(third.isSet()).isFalse();
    }
    assertThat(path).hasSize(1);
    first.close();
  }

  @Test
  void saysWhatToDo() throws Exception {
    Path path = Files.createDirectory(folder.resolve("suspects"));
    assertThatIOException()
        .isThrownBy(() -> SuspectsMark.open(path))
        .withMessageStartingWith(path.toString())
        .withMessageContaining("let the gateway's user write");
  }

  @Test
  void whatIsNotKnownAnyMoreIsEverybody() {
    Suspects suspects =
        new Suspects(
            10,
            names -> new Identification.Foreign(),
            new MemoryStore(10),
            new SimpleMeterRegistry(),
            () -> {});
    suspects.doubtAll(TIME);
    List<SuspectNode> nodes = new ArrayList<>();
    suspects.forEachNode(nodes::add);
    assertThat(nodes).containsExactly(new SuspectNode(SuspectNode.ALL, TIME, "forgotten"));
  }
}
