package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pna.routes.DerivedIdentities;

class EventTextTest {
  @Test
  void each_line_says_what_happened_by_the_event_or_else_by_the_operation() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReplayRun run =
        new ReplayRun(out, EventFormat.Text::new, new DerivedIdentities(), 2, null)) {
      run.read(Replays.CASES.resolve("all_mixed/input.pcap").toString());
      run.finish();
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(16)
        .anyMatch(line -> line.contains("  pc  02 IMSI_ATTACH  tel:+46700000701  published  "))
        .anyMatch(line -> line.contains("  pi  3600 REGISTER  tel:+46700000701  published  "))
        .anyMatch(line -> line.contains("  pi  active  tel:+46700000701  unchanged  "))
        .anyMatch(line -> line.contains("  pl  0 slia  tel:+46700000701  published  "));
  }
}
