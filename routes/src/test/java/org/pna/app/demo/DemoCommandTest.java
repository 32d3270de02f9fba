package org.pna.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
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
    try (Gateway gateway = Gateway.start(RunCommand.load(setup.config()))) {
      boolean asExpected = DemoCommand.tour(setup, printing(text), Duration.ofSeconds(10));
      assertThat(asExpected).as(text.toString(UTF_8)).isTrue();
      assertThat(gateway.openDialogues()).isZero();
    }
    assertThat(text.toString(UTF_8).lines().filter(line -> line.contains(TOLD)).count())
        .isGreaterThan(15);
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
    boolean asExpected = DemoCommand.tour(setup, printing(watched), Duration.ofMillis(200));
    stopper.join();
    assertThat(asExpected).isFalse();
    String rest = text.toString(UTF_8);
    rest = rest.substring(rest.indexOf("cs-voice open"));
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
