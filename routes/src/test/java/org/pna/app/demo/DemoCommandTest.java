package org.pna.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.RunCommand;
import org.pna.simulator.SimulatedWatcher;
import org.pna.simulator.tour.DemoSubscriber;

/** The demonstration over real sockets: what the watcher prints comes from the gateway alone. */
class DemoCommandTest {
  private static final String TOLD = "watcher is told";

  @TempDir private static Path folder;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);

  /** They mostly wait, so they do it at the same time. */
  private static Future<Tour> good;

  private static Future<Tour> broken;

  /**
   * What came of a tour.
   *
   * @param open dialogues that the gateway still follows
   * @param links that the gateway has
   */
  private record Tour(boolean asExpected, String text, int open, int links) {}

  @BeforeAll
  static void begin() throws Exception {
    DemoSetup whole = setup("good");
    DemoSetup cut = setup("broken");
    String config = Files.readString(cut.config());
    Files.writeString(
        cut.config(),
        config
            .replaceAll("(?m)^ +cap-.*\n", "")
            .replaceAll("(?s)ph:.*?allow:", "allow:")
            .replace(DemoSetup.WATCHER, "sip:somebody@pna.test")
            .replace("[\"4670\"]", "[\"*\"]"));
    good = THREADS.submit(() -> tour(whole, Duration.ofSeconds(10)));
    broken = THREADS.submit(() -> tour(cut, Duration.ofMillis(300)));
  }

  @AfterAll
  static void end() {
    THREADS.shutdownNow();
  }

  private static DemoSetup setup(String name) throws IOException {
    return DemoSetup.in(Files.createDirectory(folder.resolve(name)));
  }

  private static Tour tour(DemoSetup setup, Duration patience) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (Gateway gateway = Gateway.start(RunCommand.load(setup.config()));
        DemoNetwork network = DemoNetwork.open(setup, patience)) {
      warmUp(setup);
      boolean asExpected = DemoCommand.tour(network, printing(text), patience);
      return new Tour(
          asExpected, text.toString(UTF_8), gateway.openDialogues(), gateway.links().size());
    }
  }

  /** The first request takes longer than an impatient tour waits. */
  private static void warmUp(DemoSetup setup) throws Exception {
    try (SimulatedWatcher first = SimulatedWatcher.open("sip:first@pna.test", setup.sip())) {
      String whom = DemoSubscriber.ALICE.presentity();
      assertThat(first.subscribe(whom, Duration.ofMinutes(1)).get()).isLessThan(300);
      assertThat(first.unsubscribe(whom).get()).isLessThan(300);
    }
  }

  @Test
  void everyStepIsAsExpected() throws Exception {
    Tour tour = good.get();
    String told = tour.text();
    assertThat(tour.asExpected()).as(told).isTrue();
    assertThat(tour.open()).isZero();
    assertThat(told.lines().filter(line -> line.contains(TOLD)).count()).isGreaterThan(50);
    assertThat(told)
        .contains("sip:dave@pna.test  ims open, IMS active")
        .contains("tell of sip:dave@pna.test! (SUBSCRIBE reg)")
        .contains("where is dave? (slir)")
        .contains("place Polygon 59.35 18.09")
        .contains("VLR 46701000001     alice: IMSI attach (02) in 240-99-6699-15437")
        .contains("  gateway           answers error 59")
        .contains("sip:alice@pna.test  cs-voice open (in no call), no more on-the-phone")
        .contains("GGSN 127.0.0.1      alice: it is over (Accounting-Request Stop)")
        .contains("(User-Data-Request 15) CSUserState assumed idle")
        .contains("sip:carol@pna.test  ims open, IMS active")
        .contains("sh         hss 50 SNR/s; subscriptions: 4 standing")
        .contains("12 MM-Codes, 8 calls, 4 GPRS sessions and contexts, 18 Accounting-Requests,")
        .contains(" 3 REGISTERs, 1 slrep,");
  }

  /** Each step that shows something fails where there is nothing to see. */
  @Test
  void aGatewayThatNeitherFollowsCallsNorAsksNorTellsFailsEachStep() throws Exception {
    Tour tour = broken.get();
    assertThat(tour.asExpected()).isFalse();
    assertThat(tour.links()).isEqualTo(1);
    // All but: each SUBSCRIBE, its end, an 82 that is waited for, a contact that leaves and is not
    // the last, and three refusals by MAP.
    Matcher failed =
        Pattern.compile("(\\d+) of 99 steps were not as expected").matcher(tour.text());
    assertThat(failed.find()).as(tour.text()).isTrue();
    assertThat(Integer.parseInt(failed.group(1))).as(tour.text()).isGreaterThanOrEqualTo(86);
  }

  @Test
  void aStoppedGatewayStopsTheTimeline() throws Exception {
    DemoSetup setup = setup("stopped");
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
