package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.server.FakeEndpoint.subscribe;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.Source;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener.Failure;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.server.FakeEndpoint.Sent;
import org.pna.publisher.store.Cause;

class PresenceServerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ALICE = "sip:alice@pna.test";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Published> documents = new HashMap<>();
  private final MemorySubscriptions store = new MemorySubscriptions();
  private SimpleMeterRegistry registry;
  private final Deque<Runnable> postponed = new ArrayDeque<>();
  private Instant now = START;
  private boolean laneIsFull;
  private boolean laneIsSlow;
  private FakeEndpoint endpoint;
  private PresenceServer server;
  private boolean wantedWhenRead;

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeEndpoint();
    registry = new SimpleMeterRegistry();
    server =
        new PresenceServer(
            new ServerSettings(
                Set.of("pna.test"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3600),
                Duration.ofSeconds(7200),
                3,
                List.of(new WatcherRule("sip:watcher@pna.test", List.of("*"), true))),
            endpoint,
            store,
            this::lane,
            uri -> {
              wantedWhenRead = new WatchedOnly(server, server).wants(uri);
              if (uri.startsWith("sip:broken")) {
                throw new IllegalStateException("no disk");
              }
              return documents.getOrDefault(uri, new Published(0, PresenceDocument.empty(uri)));
            },
            () -> now,
            timer,
            registry);
    server.start();
  }

  private boolean lane(String presentity, Runnable task) {
    if (laneIsFull) {
      return false;
    }
    if (laneIsSlow) {
      postponed.add(task);
    } else {
      task.run();
    }
    return true;
  }

  @AfterEach
  void stop() {
    server.close();
    timer.shutdownNow();
  }

  private void publish(Basic basic) {
    Published before =
        documents.getOrDefault(ALICE, new Published(0, PresenceDocument.empty(ALICE)));
    long version = before.version() + 1;
    PresenceDocument after =
        PresenceDocument.of(
            ALICE, List.of(Fragment.of(new Tuple("cs", basic, null, List.of(), null, START))));
    documents.put(ALICE, new Published(version, after));
    server.published(
        new Publication(
            ALICE,
            version,
            Cause.EVENT,
            START,
            new Evidence(Source.PC, "noteMM-Event", "02", START, new Place.Frame("f", 1)),
            before.document(),
            after));
  }

  private static String body(Sent sent) {
    return new String(sent.request().body(), StandardCharsets.UTF_8);
  }

  private static String tag(SipResponse response) {
    return response.headers().first("To").orElseThrow().replaceAll(".*(;tag=.*)", "$1");
  }

  private double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  @Test
  void nobodyAnswersAndTheWatcherIsRemoved() {
    assertThat(endpoint.ask(subscribe("alice", "c1", 600)).status()).isEqualTo(200);
    assertThat(store.size()).isEqualTo(1);
    endpoint.next().listener().failed(Failure.TIMEOUT);
    assertThat(store.size()).isZero();
    publish(Basic.OPEN);
    assertThat(endpoint.sent).isEmpty();
    assertThat(count("pna.presence.subscriptions.removed")).isEqualTo(1);
  }

  @Test
  void changesWhileANotifyIsUnderWayAreToldOnceAndInOrder() {
    endpoint.ask(subscribe("alice", "c1", 600));
    Sent first = endpoint.next();
    publish(Basic.CLOSED);
    publish(Basic.OPEN);
    publish(Basic.CLOSED);
    assertThat(endpoint.sent).isEmpty();
    first.answer(200);
    Sent second = endpoint.next();
    assertThat(second.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(second)).contains("closed");
    publish(Basic.OPEN);
    publish(Basic.CLOSED);
    second.answer(200);
    assertThat(endpoint.sent).as("back to what he knows").isEmpty();
  }

  @Test
  void endWhileANotifyIsUnderWayComesAfterIt() {
    SipResponse ok = endpoint.ask(subscribe("alice", "c1", 600));
    Sent first = endpoint.next();
    assertThat(endpoint.ask(subscribe("alice", "c1", 0, 2, tag(ok))).status()).isEqualTo(200);
    assertThat(endpoint.sent).isEmpty();
    first.answer(200);
    Sent last = endpoint.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
    assertThat(last.header("CSeq")).isEqualTo("2 NOTIFY");
    last.answer(500, "Retry-After", "5");
    assertThat(store.size()).isZero();
    now = now.plusSeconds(10);
    server.tick();
    assertThat(endpoint.sent).isEmpty();
  }

  @Test
  void pausedWatcherWhoLeavesIsToldAtOnce() {
    SipResponse ok = endpoint.ask(subscribe("alice", "c1", 600));
    endpoint.next().answer(503, "Retry-After", "300 (busy)");
    endpoint.ask(subscribe("alice", "c1", 0, 2, tag(ok)));
    assertThat(endpoint.next().header("Subscription-State")).startsWith("terminated");
  }

  @Test
  void expiryIsToldOnceByTheClock() {
    endpoint.ask(subscribe("alice", "c1", 100));
    endpoint.next().answer(200);
    now = START.plusSeconds(99);
    server.tick();
    assertThat(endpoint.sent).isEmpty();
    now = START.plusSeconds(100);
    server.tick();
    Sent last = endpoint.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
    server.tick();
    assertThat(endpoint.sent).isEmpty();
    last.answer(200);
    assertThat(store.size()).isZero();
    server.tick();
    assertThat(endpoint.sent).isEmpty();
  }

  @Test
  void boundOfSubscriptionsIs503AndFetchStillWorks() {
    for (int i = 0; i < 3; i++) {
      assertThat(endpoint.ask(subscribe("alice", "c" + i, 600)).status()).isEqualTo(200);
    }
    SipResponse full = endpoint.ask(subscribe("alice", "c9", 600));
    assertThat(full.status()).isEqualTo(503);
    assertThat(full.headers().first("Retry-After")).isPresent();
    assertThat(endpoint.ask(subscribe("alice", "c9", 0)).status()).isEqualTo(200);
  }

  @Test
  void fullLaneIs503AndNothingThatIsOwedIsLost() {
    endpoint.ask(subscribe("alice", "c1", 100));
    Sent first = endpoint.next();
    laneIsFull = true;
    assertThat(endpoint.ask(subscribe("alice", "c2", 600)).status()).isEqualTo(503);
    first.answer(200);
    publish(Basic.CLOSED);
    publish(Basic.OPEN);
    server.tick();
    assertThat(endpoint.sent).isEmpty();
    laneIsFull = false;
    server.tick();
    Sent second = endpoint.next();
    assertThat(body(second)).contains("open");
    second.answer(200);
    laneIsFull = true;
    now = START.plusSeconds(101);
    server.tick();
    laneIsFull = false;
    server.tick();
    assertThat(endpoint.next().header("Subscription-State")).startsWith("terminated");
  }

  @Test
  void changesAreOneTaskOfASlowLane() {
    endpoint.ask(subscribe("alice", "c1", 600));
    endpoint.next().answer(200);
    laneIsSlow = true;
    for (int i = 0; i < 1000; i++) {
      publish(i % 2 == 0 ? Basic.CLOSED : Basic.OPEN);
    }
    assertThat(postponed).hasSize(1);
    for (Runnable task = postponed.poll(); task != null; task = postponed.poll()) {
      task.run();
    }
    assertThat(body(endpoint.next())).contains("open");
  }

  @Test
  void unreadableDocumentIs500AndLeavesNothing() {
    assertThat(endpoint.ask(subscribe("broken", "c1", 600)).status()).isEqualTo(500);
    assertThat(store.size()).isZero();
    assertThat(endpoint.sent).isEmpty();
  }

  @Test
  void repeatedSubscribeOfADialogueMayNotGoBack() {
    SipResponse ok = endpoint.ask(subscribe("alice", "c1", 600, 5, ""));
    assertThat(endpoint.ask(subscribe("alice", "c1", 600, 4, tag(ok))).status()).isEqualTo(500);
    assertThat(endpoint.ask(subscribe("alice", "c1", 600, 5, tag(ok))).status()).isEqualTo(200);
    assertThat(endpoint.ask(subscribe("alice", "c1", 600, 6, tag(ok))).status()).isEqualTo(200);
    assertThat(endpoint.ask(subscribe("alice", "c2", 600, 7, tag(ok))).status())
        .as("another Call-ID")
        .isEqualTo(481);
  }

  @Test
  void restartTakesUpWhatWasKept() throws IOException {
    SipResponse ok = endpoint.ask(subscribe("alice", "c1", 600));
    endpoint.next().answer(200);
    start();
    publish(Basic.OPEN);
    Sent next = endpoint.next();
    assertThat(next.header("CSeq")).isEqualTo("2 NOTIFY");
    next.answer(200);
    assertThat(endpoint.ask(subscribe("alice", "c1", 600, 2, tag(ok))).status()).isEqualTo(200);
    endpoint.next().answer(200);
    now = START.plusSeconds(601);
    server.tick();
    assertThat(endpoint.next().header("Subscription-State")).startsWith("terminated");
  }

  @Test
  void unwatchedPresentityCostsNoLane() {
    laneIsSlow = true;
    publish(Basic.OPEN);
    assertThat(postponed).isEmpty();
  }

  @Test
  void aWatcherCountsFromBeforeHisFirstNotifyAndUntilHisEnd() {
    WatchedOnly filter = new WatchedOnly(server, server);
    publish(Basic.OPEN);
    assertThat(filter.wants(ALICE)).isFalse();
    SipResponse ok = endpoint.ask(subscribe("alice", "c1", 600));
    assertThat(wantedWhenRead).as("nothing is missed between the two").isTrue();
    Sent first = endpoint.next();
    assertThat(body(first)).as("what was not told is in the first document").contains("open");
    first.answer(200);
    assertThat(filter.wants(ALICE)).isTrue();
    endpoint.ask(subscribe("alice", "c1", 0, 2, tag(ok)));
    endpoint.next().answer(200);
    assertThat(filter.wants(ALICE)).isFalse();
  }
}
