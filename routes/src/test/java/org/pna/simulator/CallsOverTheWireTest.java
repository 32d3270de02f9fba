package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.publisher.pidf.PidfDocuments;
import org.pna.publisher.pidf.View;

/**
 * Calls and GPRS sessions from a simulated switch over M3UA into the store: what becomes of the
 * subscriber's presence, and that no call waits for us whatever the state of store and lanes (rule
 * S1).
 */
@Timeout(60)
class CallsOverTheWireTest {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Rule S1: whatever is the matter. */
  private static final long WORST_MICROS = 200_000;

  private static final int SUBSCRIBERS = 200;
  private static final int O_ANSWER = 7;
  private static final int O_DISCONNECT = 9;

  @TempDir private Path folder;
  private FreezableGateway gateway;
  private M3uaLink link;
  private SimulatedSwitch msc;
  private int port;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    start(10_000, 1_000);
  }

  private void start(int queue, int maxDialogues) throws Exception {
    gateway =
        new FreezableGateway(
            folder,
            FreezableGateway.link(folder, port, maxDialogues, Duration.ofSeconds(10)),
            queue,
            SUBSCRIBERS,
            InstantSource.system(),
            null);
    link = M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", port, null, null, 2));
    assertThat(link.awaitActive(Duration.ofSeconds(25))).isTrue();
    msc =
        new SimulatedSwitch(
            link,
            "46701111112",
            102,
            SimulatedNode.Gateway.forCalls(FreezableGateway.POINT_CODE, FreezableGateway.TITLE),
            PATIENCE);
  }

  @AfterEach
  void stop() {
    link.close();
    gateway.close();
  }

  @Test
  void aCallMakesItsSubscriberBusyUntilItEnds() throws Exception {
    SimulatedCall call = call(0);
    assertThat(call.answer().get().monitors()).isTrue();
    assertThat(call.answer().get().proceeds()).isTrue();
    call.report(O_ANSWER, 2);
    await(() -> document(0).contains("on-the-phone"));
    call.report(O_DISCONNECT, 1);
    await(() -> !document(0).contains("on-the-phone"));
    assertThat(call.closed().get(8, TimeUnit.SECONDS).kind()).isEqualTo(CapAnswer.Kind.END);
    assertThat(gateway.cap.tracked()).isZero();
    assertThat(msc.openDialogues()).isZero();
  }

  @Test
  void aContextOpensPacketDataUntilItIsReleasedInAnotherDialogue() throws Exception {
    SimulatedSession session = msc.session(Subscriber.numbered(1), 11, "internet");
    assertThat(session.answer().get().proceeds()).isTrue();
    session.idle();
    assertThat(session.report(12, null).get().results()).containsExactly(1);
    await(() -> document(1).contains("ps-data"));
    assertThat(session.released(null).get().kind()).isEqualTo(CapAnswer.Kind.END);
    await(() -> gateway.cap.tracked() == 0 && document(1).contains("closed"));
  }

  @Test
  void s2ACallGoesOnOverARestart() throws Exception {
    SimulatedCall call = call(2);
    call.answer().get();
    call.report(O_ANSWER, 2);
    await(() -> document(2).contains("on-the-phone"));
    gateway.close();
    assertThat(link.awaitInactive(PATIENCE)).isTrue();
    gateway =
        new FreezableGateway(
            folder,
            FreezableGateway.link(folder, port, 1_000, Duration.ofSeconds(10)),
            10_000,
            SUBSCRIBERS,
            InstantSource.system(),
            null);
    assertThat(gateway.cap.tracked()).isEqualTo(1);
    assertThat(link.awaitActive(Duration.ofSeconds(25))).isTrue();
    call.report(O_DISCONNECT, 2);
    await(() -> !document(2).contains("on-the-phone"));
    assertThat(call.closed().get(8, TimeUnit.SECONDS).kind()).isEqualTo(CapAnswer.Kind.END);
    assertThat(gateway.cap.tracked()).isZero();
  }

  @Test
  void s1WithTheLanesHeldEveryCallGoesOn() throws Exception {
    stop();
    start(10, 60);
    gateway.freeze();
    List<CapAnswer> answers = begin(150);
    assertThat(answers).allMatch(CapAnswer::proceeds);
    assertThat(answers).anyMatch(answer -> answer.kind() == CapAnswer.Kind.END);
    assertThat(answers).allMatch(answer -> answer.micros() < WORST_MICROS);
    assertThat(gateway.suspects()).isNotEmpty();
    gateway.thaw();
  }

  @Test
  void s1WithTheStoreStoppedEveryCallGoesOn() throws Exception {
    gateway.store.close();
    List<CapAnswer> answers = begin(100);
    assertThat(answers).allMatch(CapAnswer::proceeds);
    assertThat(answers).allMatch(answer -> answer.micros() < WORST_MICROS);
    await(() -> gateway.suspects().size() == 100); // the last is answered before it is one
  }

  @Test
  void s1AStrangersCallGoesOn() throws Exception {
    SimulatedCall call =
        msc.call(new Subscriber("262010000000003", "491700000003"), 2, AttachStorm.cell(1));
    assertThat(call.answer().get().proceeds()).isTrue();
    assertThat(call.closed().get(8, TimeUnit.SECONDS).kind()).isEqualTo(CapAnswer.Kind.END);
    assertThat(gateway.cap.tracked()).isZero();
    assertThat(gateway.suspects()).isEmpty();
  }

  @Test
  void aLoadOfCallsAndContextsIsFollowedAndEndsIdle() throws Exception {
    SimulatedSwitch sgsn =
        new SimulatedSwitch(
            link,
            "46702222223",
            101,
            SimulatedNode.Gateway.forCalls(FreezableGateway.POINT_CODE, FreezableGateway.TITLE),
            PATIENCE);
    CallLoad load =
        new CallLoad(msc, sgsn, new CallLoad.Plan(SUBSCRIBERS, 100, 200, Duration.ofSeconds(1)));
    load.run();
    assertThat(load.isSound()).as(load.text()).isTrue();
    assertThat(load.alone()).isZero();
    await(() -> gateway.cap.tracked() == 0);
    for (int i = 0; i < SUBSCRIBERS; i++) {
      int subscriber = i;
      await(() -> !document(subscriber).contains("on-the-phone"));
    }
  }

  private List<CapAnswer> begin(int calls) throws Exception {
    List<SimulatedCall> begun = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      begun.add(call(i));
    }
    List<CapAnswer> answers = new ArrayList<>();
    for (SimulatedCall call : begun) {
      answers.add(call.answer().get());
    }
    return answers;
  }

  private SimulatedCall call(int subscriber) throws Exception {
    return msc.call(Subscriber.numbered(subscriber), 2, AttachStorm.cell(subscriber));
  }

  private String document(int subscriber) {
    return new String(
        PidfDocuments.pidf(
            gateway.store.committed(Subscriber.numbered(subscriber).telUri()).document(),
            View.WITH_LOCATION),
        StandardCharsets.UTF_8);
  }

  /** Looks every 20 ms: the store tells nobody of its own accord. */
  private static void await(BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
