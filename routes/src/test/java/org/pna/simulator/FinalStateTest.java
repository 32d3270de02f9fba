package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FinalStateTest {
  @Test
  void aServerThatKnowsNothingIsFound() throws Exception {
    try (M3uaLink link = FakeGateway.listen();
        TinyNotifier server = new TinyNotifier();
        SimulatedWatcher watcher = SimulatedWatcher.open("sip:w1@pna.test", server.address())) {
      SimulatedNode vlr =
          new SimulatedNode(
              link, SimulatedNodeTest.VLR, SimulatedNodeTest.GATEWAY, Duration.ofSeconds(1));
      LoadRun run = new LoadRun(vlr, 30, 10, 20);

      assertThat(FinalState.faults(run, 2, "pna.test", watcher, Duration.ofMillis(200)))
          .containsExactly(
              "subscriber 0 is not cs-voice closed, cell 240-99-1000-2",
              "subscriber 1 is not cs-voice closed, cell 240-99-1001-2");
    }
  }
}
