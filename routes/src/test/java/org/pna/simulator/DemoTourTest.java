package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.simulator.SimulatedNode.Identity;

@Timeout(30)
class DemoTourTest {
  private static final Identity SGSN_1 = new Identity(true, "46702222221", 201);
  private static final Identity SGSN_2 = new Identity(true, "46702222222", 202);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aTourWithAGatewayThatDoesItsWorkSucceeds() throws Exception {
    try (TinyNotifier notifier = new TinyNotifier()) {
      FakePresence presence = new FakePresence(notifier);

      assertThat(tour(notifier, presence::answer, Duration.ofSeconds(5))).as(text()).isTrue();

      assertThat(presence.codes)
          .contains(0, 1, 2, 3, 4, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x7f);
      assertThat(text())
          .contains("VLR 46701111111     alice: IMSI attach (02) in 240-99-6699-15437")
          .contains(
              "watcher is told   sip:alice@pna.test  cs-voice open, networks: 3GPP-CS active (home),"
                  + " cell 240-99-6699-15437")
          .contains("gateway           answers error 59")
          .contains("gateway           answers error 1")
          .contains("All 23 steps were as expected");
    }
  }

  @Test
  void withoutAGatewayTheTourSaysWhatDidNotCome() throws Exception {
    try (TinyNotifier notifier = new TinyNotifier()) {
      assertThat(tour(notifier, begin -> null, Duration.ofMillis(50))).isFalse();
    }
    assertThat(text())
        .contains("NOT AS EXPECTED  IMSI attach: answered timeout")
        .contains("NOT AS EXPECTED  IMSI attach: no NOTIFY came with cs-voice open, 3GPP-CS active")
        .doesNotContain("All");
  }

  private boolean tour(
      TinyNotifier notifier, Function<byte[], byte @Nullable []> answers, Duration patience)
      throws Exception {
    try (FakeGateway gateway = new FakeGateway(FakeGateway.listen(), answers);
        M3uaLink link = M3uaLink.open(gateway.client());
        SimulatedWatcher watcher = SimulatedWatcher.open("sip:w1@pna.test", notifier.address());
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
      return new DemoTour(
              node(link, SimulatedNodeTest.VLR, patience),
              node(link, SGSN_1, patience),
              node(link, SGSN_2, patience),
              watcher,
              out,
              Duration.ZERO,
              patience)
          .run();
    }
  }

  private static SimulatedNode node(M3uaLink link, Identity identity, Duration patience) {
    return new SimulatedNode(link, identity, SimulatedNodeTest.GATEWAY, patience);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
