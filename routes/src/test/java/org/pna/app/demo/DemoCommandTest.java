package org.pna.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.RunCommand;

/** The demonstration over real sockets: what the watcher prints comes from the gateway alone. */
class DemoCommandTest {
  private static final String TOLD = "watcher is told";

  @TempDir private Path folder;

  @Test
  void everyStepIsAsExpected() throws Exception {
    DemoSetup setup = DemoSetup.in(folder);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (Gateway gateway = Gateway.start(RunCommand.load(setup.config()));
        DemoNetwork network = DemoNetwork.open(setup, Duration.ofSeconds(10))) {
      boolean asExpected = DemoCommand.tour(network, printing(text), Duration.ofSeconds(10));
      assertThat(asExpected).as(text.toString(UTF_8)).isTrue();
      assertThat(gateway.openDialogues()).isZero();
    }
    String told = text.toString(UTF_8);
    assertThat(told.lines().filter(line -> line.contains(TOLD)).count()).isGreaterThan(30);
    assertThat(told)
        .contains("VLR 46701000001     alice: IMSI attach (02) in 240-99-6699-15437")
        .contains("  gateway           answers error 59")
        .contains("sip:alice@pna.test  cs-voice open (in no call), no more on-the-phone")
        .contains("GGSN 127.0.0.1      alice: it is over (Accounting-Request Stop)")
        .contains("(User-Data-Request 15) CSUserState assumed idle")
        .contains("sip:carol@pna.test  ims open, IMS active")
        .contains("sh         hss 50 SNR/s; subscriptions: 3 standing")
        .contains("12 MM-Codes, 7 calls, 4 GPRS sessions and contexts, 12 Accounting-Requests,");
  }

  /** Each step that shows something fails where there is nothing to see. */
  @Test
  void aGatewayThatNeitherFollowsCallsNorAsksNorTellsFailsEachStep() throws Exception {
    DemoSetup setup = DemoSetup.in(folder);
    String config = Files.readString(setup.config());
    Files.writeString(
        setup.config(),
        config
            .replaceAll("(?m)^ +cap-.*\n", "")
            .replaceAll("(?s)ph:.*?allow:", "allow:")
            .replace(DemoSetup.WATCHER, "sip:somebody@pna.test")
            .replace("[\"4670\"]", "[\"*\"]"));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (Gateway gateway = Gateway.start(RunCommand.load(setup.config()));
        DemoNetwork network = DemoNetwork.open(setup, Duration.ofMillis(300))) {
      assertThat(DemoCommand.tour(network, printing(text), Duration.ofMillis(300))).isFalse();
      assertThat(gateway.links()).hasSize(1);
    }
    // All but: each SUBSCRIBE, its end, an 82 that is waited for, and three refusals by MAP.
    assertThat(text.toString(UTF_8)).contains("66 of 76 steps were not as expected.");
  }

  @Test
  void aStoppedGatewayStopsTheTimeline() throws Exception {
    DemoSetup setup = DemoSetup.in(folder);
    CountDownLatch attached = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OutputStream watched =
        new OutputStream() {
          @Override
          public void write(int octet) {
            text.write(octet);
            if (octet == '\n' && text.toString(UTF_8).contains("cs-voice open")) {
              attached.countDown();
              await(stopped);
            }
          }
        };
    Gateway gateway = Gateway.start(RunCommand.load(setup.config()));
    Thread stopper =
        new Thread(
            () -> {
              await(attached);
              gateway.close();
              stopped.countDown();
            });
    stopper.start();
    try (DemoNetwork network = DemoNetwork.open(setup, Duration.ofMillis(200))) {
      assertThat(DemoCommand.tour(network, printing(watched), Duration.ofMillis(200))).isFalse();
    }
    attached.countDown(); // should it never have come so far
    stopper.join();
    // What it had told before it stopped may still be read until the first message comes back.
    String rest = text.toString(UTF_8);
    rest = rest.substring(rest.indexOf("undeliverable"));
    assertThat(rest).contains("NOT AS EXPECTED").doesNotContain(TOLD);
  }

  private static PrintStream printing(OutputStream out) {
    return new PrintStream(out, true, UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
