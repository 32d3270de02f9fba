package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I8: what a run keeps is bounded")
class ReplayBoundsTest {
  @Test
  @DisplayName("a trace cannot invent more names of operations than are kept")
  void names() throws IOException {
    Summary summary = new Summary();
    for (int i = 0; i < Summary.MAX_NAMES + 5; i++) {
      summary.operation("unknown-" + i);
    }
    summary.operation("unknown-0");
    String json = new String(summary.json(), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"unknown-0\":2", "\"" + Summary.ANY_OTHER + "\":5")
        .doesNotContain("unknown-" + Summary.MAX_NAMES + '"');
  }

  @Test
  @DisplayName("as many presentities as the heap takes")
  void presentities() {
    assertThat(ReplayRun.maxPresentities(256L << 20)).isBetween(100_000, 110_000);
    assertThat(ReplayRun.maxPresentities(760L << 20)).isBetween(350_000, 370_000);
    assertThat(ReplayRun.maxPresentities(16L << 20)).isEqualTo(1000);
    assertThat(ReplayRun.maxPresentities(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }
}
