package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.server.FakeEndpoint.subscribe;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.Source;
import org.pna.model.sip.SipResponse;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.server.FakeEndpoint.Sent;
import org.pna.publisher.store.Cause;

/** A presence server that is killed and started anew over what its disk holds. */
final class ServerOnTable implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String ALICE = "sip:alice@pna.test";
  static final WatcherRule SEES_ALL = new WatcherRule("sip:watcher@pna.test", List.of("*"), true);
  static final WatcherRule BLIND = new WatcherRule("sip:watcher@pna.test", List.of("*"), false);

  final HeldTable disk = new HeldTable();
  SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Published> documents = new HashMap<>();
  final Deque<Runnable> lane = new ArrayDeque<>();
  boolean laneIsFull;
  private boolean starting;
  Instant now = START;
  int window = 100;
  FakeEndpoint endpoint = new FakeEndpoint();
  StoredSubscriptions store;
  PresenceServer server;

  ServerOnTable() throws IOException {
    start(SEES_ALL);
  }

  /** A new process: it knows what the disk holds, and nothing else. */
  void start(WatcherRule... rules) throws IOException {
    lane.clear();
    endpoint = new FakeEndpoint();
    registry = new SimpleMeterRegistry();
    store = new StoredSubscriptions(disk, disk, registry);
    server =
        new PresenceServer(
            new ServerSettings(
                Set.of("pna.test"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3600),
                Duration.ofSeconds(7200),
                100_000,
                List.of(rules)),
            endpoint,
            store,
            this::onLane,
            this::committed,
            () -> now,
            timer,
            registry,
            window);
    starting = true; // the lanes are as fast as can be
    server.start();
    starting = false;
    run();
  }

  private boolean onLane(String presentity, Runnable task) {
    if (starting && !laneIsFull) {
      task.run();
      return true;
    }
    return !laneIsFull && lane.add(task);
  }

  /** Kills the process and starts it again under the same rules. */
  void killAndStart() throws IOException {
    disk.kill();
    start(SEES_ALL);
  }

  Published committed(String presentity) {
    return documents.getOrDefault(presentity, new Published(0, PresenceDocument.empty(presentity)));
  }

  /** Lets the lanes do all that waits for them. */
  void run() {
    for (Runnable task = lane.poll(); task != null; task = lane.poll()) {
      task.run();
    }
  }

  void tick() {
    server.tick();
    run();
  }

  List<SipResponse> tell(org.pna.model.sip.SipRequest request) {
    List<SipResponse> answers = endpoint.tell(request);
    run();
    return answers;
  }

  /** The watcher subscribes to Alice and takes the first NOTIFY; gives the tag of his dialogue. */
  String subscribed(String callId) {
    List<SipResponse> answers = tell(subscribe("alice", callId, 600));
    assertThat(answers).extracting(SipResponse::status).containsExactly(200);
    answer(next(), 200);
    return tag(answers.get(0));
  }

  static String tag(SipResponse response) {
    return response.headers().first("To").orElseThrow().replaceAll(".*(;tag=.*)", "$1");
  }

  /** The one NOTIFY that waits for an answer. */
  Sent next() {
    return endpoint.next();
  }

  void answer(Sent sent, int status, String... headers) {
    sent.answer(status, headers);
    run();
  }

  /** Committed, and the server hears of it. */
  void publish(Basic basic, String... cell) {
    publishUnheard(basic, cell);
    heard(committed(ALICE));
  }

  /** The server hears of one of Alice's documents. */
  void heard(Published after) {
    server.published(
        new Publication(
            ALICE,
            after.version(),
            Cause.EVENT,
            START,
            new Evidence(Source.PC, "noteMM-Event", "02", START, new Place.Frame("f", 1)),
            PresenceDocument.empty(ALICE),
            after.document()));
    run();
  }

  /** Committed while no server runs, or before it could hear of it. */
  void publishUnheard(Basic basic, String... cell) {
    publishUnheard(ALICE, basic, cell);
  }

  void publishUnheard(String presentity, Basic basic, String... cell) {
    List<Fragment> fragments = new ArrayList<>();
    fragments.add(Fragment.of(new Tuple("cs", basic, null, List.of(), null, START)));
    if (cell.length > 0) {
      fragments.add(
          Fragment.of(
              new Device(
                  "d1",
                  "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                  List.of(new Network("3GPP-CS", true, null, false)),
                  new CellLocation(cell[0], null, null, null, START),
                  START)));
    }
    documents.put(
        presentity,
        new Published(
            committed(presentity).version() + 1, PresenceDocument.of(presentity, fragments)));
  }

  /** What is on the disk of Alice's one subscription. */
  Subscription kept() {
    List<Subscription> kept = StoredSubscriptions.of(disk, ALICE);
    assertThat(kept).hasSize(1);
    return kept.get(0);
  }

  static String body(Sent sent) {
    return new String(sent.request().body(), StandardCharsets.UTF_8);
  }

  double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  @Override
  public void close() {
    server.close();
    timer.shutdownNow();
  }
}
