package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.PresentityRecord;
import org.pna.routes.Suspect;
import org.pna.simulator.Answer.Outcome;
import org.pna.transport.ss7.Deadlines;

/**
 * The lanes of presence stand still, and the network is answered all the same (rule T1); when they
 * go on, what was accepted is there, what was refused is not and is suspect, and nothing else has
 * changed.
 */
@Timeout(60)
class FrozenLanesTest {
  private static final int SUBSCRIBERS = 200;
  private static final int WIDE = 10_000;
  private static final int ATTACH = 0x02;
  private static final int DETACH = 0x03;
  private static final int LOCATION = 0x00;
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** One event of the node's and what became of it. */
  private record Told(
      int subscriber,
      int code,
      Cell cell,
      Instant time,
      long nanos,
      CompletableFuture<Answer> answer) {
    Outcome outcome() {
      return answer.join().outcome();
    }
  }

  @TempDir private Path folder;
  private final List<Told> told = new ArrayList<>();
  private final ManualClock manual = new ManualClock();
  private InstantSource clock = manual;
  private FreezableGateway gateway;
  private M3uaLink link;
  private SimulatedNode vlr;
  private int port;

  @BeforeEach
  void freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    link.close();
    gateway.close();
  }

  private void start(
      int queue, int maxDialogues, Duration answerDeadline, @Nullable Deadlines deadlines)
      throws Exception {
    gateway =
        new FreezableGateway(
            folder,
            FreezableGateway.link(folder, port, maxDialogues, answerDeadline),
            queue,
            SUBSCRIBERS,
            clock,
            deadlines);
    link = M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", port, null, null, 2));
    assertThat(link.awaitActive(PATIENCE)).isTrue();
    vlr =
        new SimulatedNode(
            link,
            SimulatedNodeTest.VLR,
            SimulatedNode.Gateway.byGlobalTitle(
                FreezableGateway.POINT_CODE, FreezableGateway.TITLE),
            PATIENCE);
  }

  @Test
  void heldForAMinuteEveryDialogueIsAnsweredInTime() throws Exception {
    start(WIDE, WIDE, Duration.ofSeconds(10), manual);
    Instant start = manual.instant();
    tell(0, SUBSCRIBERS, ATTACH);
    assertThat(outcomes()).containsOnly(Map.entry(Outcome.RESULT, SUBSCRIBERS));
    assertThat(gateway.suspects()).isEmpty();
    gateway.freeze();

    manual.advance(start.plusSeconds(1));
    tell(0, 60, DETACH);
    awaitOpen(60);
    manual.advance(start.plusSeconds(11).minusMillis(1));
    TimeUnit.MILLISECONDS.sleep(50); // for an answer that must not come
    assertThat(told.stream().filter(event -> !event.answer().isDone())).hasSize(60);
    manual.advance(start.plusSeconds(11));
    assertThat(outcomes()).containsEntry(Outcome.USER_ABORT, 60);
    assertThat(gateway.suspects()).hasSize(60);

    manual.advance(start.plusSeconds(30));
    tell(40, 100, LOCATION);
    awaitOpen(60);
    manual.advance(start.plusSeconds(40));
    assertThat(outcomes()).containsEntry(Outcome.USER_ABORT, 120);

    manual.advance(start.plusSeconds(55));
    tell(80, 140, DETACH);
    awaitOpen(60);
    manual.advance(start.plusSeconds(60));
    gateway.thaw();
    assertThat(outcomes())
        .containsOnly(
            Map.entry(Outcome.RESULT, SUBSCRIBERS + 60), Map.entry(Outcome.USER_ABORT, 120));
    assertExact();
    assertThat(gateway.suspects().keySet()).hasSize(80);
    Instant later = start.plusSeconds(30);
    assertThat(gateway.suspects().values())
        .filteredOn(suspect -> suspect.since().equals(later))
        .hasSize(40)
        .allMatch(suspect -> suspect.reason().equals("late"));
    assertThat(gateway.map.openDialogues()).isZero();

    assertSameAfterARestart();
    // Something newer of each: nobody is suspect any more.
    manual.advance(start.plusSeconds(120));
    tell(0, 80, ATTACH);
    assertThat(outcomes()).containsEntry(Outcome.RESULT, SUBSCRIBERS + 140);
    assertThat(gateway.suspects()).isEmpty();
    assertExact();
    assertSameAfterARestart();
  }

  @Test
  void whatFindsNoRoomIsRefusedAtOnceAndSuspect() throws Exception {
    start(20, 70, Duration.ofSeconds(10), manual);
    tell(0, 10, ATTACH);
    assertThat(outcomes()).containsOnly(Map.entry(Outcome.RESULT, 10));
    gateway.freeze();
    // Two lanes take 20 each, less what is kept for attach and detach; 70 dialogues may be open.
    manual.advance(manual.instant().plusSeconds(1));
    tell(0, SUBSCRIBERS, LOCATION);
    await(() -> told.stream().filter(event -> event.answer().isDone()).count() >= 170);
    awaitOpen(36);
    manual.advance(manual.instant().plusMillis(1));
    tell(150, SUBSCRIBERS, DETACH);
    await(() -> told.stream().filter(event -> !event.answer().isDone()).count() == 40);
    manual.advance(manual.instant().plusSeconds(1));
    gateway.thaw();
    Map<Outcome, Integer> outcomes = outcomes();
    assertThat(outcomes.get(Outcome.RESULT)).isEqualTo(10 + 40);
    assertThat(outcomes.keySet()).containsOnly(Outcome.RESULT, Outcome.USER_ABORT);
    assertExact();
    assertSameAfterARestart();
  }

  @Test
  void beyondTheDialoguesItIsResourceLimitationAndSuspect() throws Exception {
    start(WIDE, 30, Duration.ofSeconds(10), manual);
    gateway.freeze();
    tell(0, 100, ATTACH);
    await(() -> told.stream().filter(event -> event.answer().isDone()).count() == 70);
    manual.advance(manual.instant().plusSeconds(10));
    assertThat(outcomes())
        .containsOnly(Map.entry(Outcome.PROVIDER_ABORT, 70), Map.entry(Outcome.USER_ABORT, 30));
    assertThat(told)
        .filteredOn(event -> event.outcome() == Outcome.PROVIDER_ABORT)
        .allMatch(event -> event.answer().join().code() == 4);
    manual.advance(manual.instant().plusSeconds(50));
    gateway.thaw();
    assertExact();
    assertThat(gateway.suspects()).hasSize(100);
    assertThat(gateway.suspects().values())
        .extracting(Suspect::reason)
        .containsOnly("late", "dialogues");
  }

  @Test
  void onTheWallClock() throws Exception {
    clock = InstantSource.system();
    start(WIDE, WIDE, Duration.ofSeconds(1), null);
    tell(0, SUBSCRIBERS, ATTACH);
    assertThat(outcomes()).containsOnly(Map.entry(Outcome.RESULT, SUBSCRIBERS));
    gateway.freeze();
    long frozen = System.nanoTime();
    long[] answered = new long[60];
    for (int i = 0; i < 60; i++) {
      int index = SUBSCRIBERS + i;
      tell(i, i + 1, DETACH);
      var unused = // ends with the answer
          told.get(index).answer().thenRun(() -> answered[index - SUBSCRIBERS] = System.nanoTime());
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(outcomes()).containsEntry(Outcome.USER_ABORT, 60);
    for (int i = 0; i < 60; i++) {
      long millis = TimeUnit.NANOSECONDS.toMillis(answered[i] - told.get(SUBSCRIBERS + i).nanos());
      assertThat(millis).as("dialogue %d in milliseconds", i).isBetween(900L, 1_500L);
    }
    TimeUnit.NANOSECONDS.sleep(TimeUnit.MILLISECONDS.toNanos(2_700) - (System.nanoTime() - frozen));
    tell(60, 90, DETACH);
    awaitOpen(30);
    TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(3) - (System.nanoTime() - frozen));
    gateway.thaw();
    assertThat(outcomes())
        .containsOnly(
            Map.entry(Outcome.RESULT, SUBSCRIBERS + 30), Map.entry(Outcome.USER_ABORT, 60));
    assertExact();
    assertThat(gateway.suspects()).hasSize(60);
    assertSameAfterARestart();
  }

  /** Each of some subscribers once. */
  private void tell(int from, int to, int code) {
    for (int i = from; i < to; i++) {
      LocationArea area = new LocationArea(new Plmn("240", "99"), 1_000 + i);
      Cell cell = new Cell(area, told.size() % 60_000, false);
      Instant now = clock.instant();
      long nanos = System.nanoTime();
      told.add(new Told(i, code, cell, now, nanos, vlr.report(Subscriber.numbered(i), code, cell)));
    }
  }

  /** Waits until everything is answered. */
  private Map<Outcome, Integer> outcomes() {
    Map<Outcome, Integer> counts = new TreeMap<>();
    told.forEach(event -> counts.merge(event.outcome(), 1, Integer::sum));
    return counts;
  }

  /** What is held and who is suspect is what the answers say, of every subscriber. */
  private void assertExact() {
    // The lanes end their work with what the network was answered already.
    await(() -> gateway.map.openDialogues() == 0);
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Subscriber who = Subscriber.numbered(i);
      Told taken = null;
      Told refused = null;
      int steps = 0;
      for (Told event : told) {
        if (event.subscriber() == i && event.outcome() == Outcome.RESULT) {
          taken = event;
          steps++;
        } else if (event.subscriber() == i) {
          refused = event;
        }
      }
      PresentityRecord record = gateway.store.committed(who.telUri());
      assertThat(record.steps()).as("messages kept of %d", i).isEqualTo(steps);
      assertThat(gateway.store.history(who.telUri())).hasSize(steps);
      if (taken == null) {
        assertThat(record.sims()).as("of %d nothing was taken", i).isEmpty();
      } else {
        DomainFacts facts = record.sims().get(0).cs();
        assertThat(facts.attachment())
            .as("attachment of %d", i)
            .isEqualTo(taken.code() == DETACH ? DomainFacts.Attached.NO : DomainFacts.Attached.YES);
        assertThat(facts.evidence().code()).isEqualTo("%02x".formatted(taken.code()));
        if (taken.code() != DETACH) {
          assertThat(facts.location().cell()).isEqualTo(taken.cell());
        }
      }
      boolean isSuspect =
          refused != null && (taken == null || told.indexOf(refused) > told.indexOf(taken));
      Suspect suspect = gateway.suspects().get(who.imsi() + " CS");
      assertThat(suspect != null).as("whether %d is suspect", i).isEqualTo(isSuspect);
      if (suspect != null) {
        assertThat(suspect.presentity()).isEqualTo(who.telUri());
        assertThat(suspect.node().number()).isEqualTo(SimulatedNodeTest.VLR.globalTitle());
        assertThat(suspect.since()).isBetween(refused.time(), refused.time().plusMillis(500));
      }
    }
    assertThat(gateway.suspects().keySet()).allMatch(key -> key.endsWith(" CS"));
    assertThat(gateway.suspectNodes()).isEmpty();
  }

  private void assertSameAfterARestart() throws Exception {
    Map<String, Suspect> before = gateway.suspects();
    link.close();
    gateway.close();
    start(WIDE, WIDE, Duration.ofSeconds(10), clock == manual ? manual : null);
    assertThat(gateway.suspects()).isEqualTo(before);
    assertExact();
  }

  private void awaitOpen(int dialogues) {
    await(() -> gateway.map.openDialogues() == dialogues);
  }

  /** Looks every few milliseconds: jSS7 tells nobody how many dialogues are open. */
  private static void await(BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!state.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
