package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadRunTest {
  @Test
  void eachDialogueIsCountedByItsOutcome() throws Exception {
    AtomicInteger begins = new AtomicInteger();
    try (FakeGateway gateway =
            new FakeGateway(
                FakeGateway.listen(),
                begin ->
                    FakeGateway.end(
                        begin,
                        begins.incrementAndGet() % 100 == 0
                            ? FakeGateway.ERROR_59
                            : FakeGateway.RESULT));
        M3uaLink link = M3uaLink.open(gateway.client())) {
      SimulatedNode node =
          new SimulatedNode(
              link, SimulatedNodeTest.VLR, SimulatedNodeTest.GATEWAY, Duration.ofSeconds(10));
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
      LoadRun run = new LoadRun(node, 2_000, 200, 300);

      LoadReport report = run.run();

      assertThat(report.outcomes()).isEqualTo(Map.of("result", 1_980, "error 59", 20));
      assertThat(report.allAnswered()).isFalse();
      assertThat(report.left()).isZero();
      assertThat(report.p99()).isGreaterThanOrEqualTo(report.p50()).isPositive();
      assertThat(gateway.received).hasSize(2_000);
    }
  }

  @Test
  void theStateAtTheEndIsThatOfEachSubscribersLastEvent() throws Exception {
    try (M3uaLink link = FakeGateway.listen()) {
      SimulatedNode node =
          new SimulatedNode(
              link, SimulatedNodeTest.VLR, SimulatedNodeTest.GATEWAY, Duration.ofSeconds(1));
      LoadRun run = new LoadRun(node, 25, 10, 10);

      assertThat(run.attachedAtEnd(0)).isTrue();
      assertThat(run.attachedAtEnd(4)).isTrue();
      assertThat(run.attachedAtEnd(5)).isFalse();
    }
  }
}
