package org.pna.presence;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.Source;
import org.pna.model.sip.SipSocket;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.server.MemorySubscriptions;
import org.pna.publisher.server.PresenceServer;
import org.pna.publisher.server.Published;
import org.pna.publisher.server.ServerSettings;
import org.pna.publisher.server.StoredSubscriptions;
import org.pna.publisher.server.SubscriptionStore;
import org.pna.publisher.server.WatcherRule;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.pna.transport.sip.JainSipEndpoint;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipListeningPoint.Transport;
import org.pna.transport.sip.SipSettings;

/** A presence server on loopback sockets, with a clock and documents that the test moves. */
final class ServerUnderTest implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** The usual rules: w… sees all, blind… all but the location, nobody else anything. */
  static final List<WatcherRule> RULES =
      List.of(
          new WatcherRule("sip:watcher@pna.test", List.of("*"), true),
          new WatcherRule("sip:w1@pna.test", List.of("*"), true),
          new WatcherRule("sip:probe@pna.test", List.of("*"), true),
          new WatcherRule("sip:blind@pna.test", List.of("*"), false));

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  SubscriptionStore store;
  private final @Nullable PresenceStore disk;
  private final ServerSettings settings;
  private final Duration t1;
  private List<SipListeningPoint> points;
  private PresenceServer server;
  private JainSipEndpoint endpoint;
  private ExecutorService lane;
  private boolean isDown = true;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<Runnable> tick = new AtomicReference<>();
  private final Map<String, Published> documents = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable task, long initial, long delay, TimeUnit unit) {
          tick.set(task);
          return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }
      };

  ServerUnderTest(Duration t1, int maxSubscriptions, List<WatcherRule> rules) throws IOException {
    this(t1, maxSubscriptions, rules, loopback(), null);
  }

  ServerUnderTest(
      Duration t1, int maxSubscriptions, List<WatcherRule> rules, List<SipListeningPoint> points)
      throws IOException {
    this(t1, maxSubscriptions, rules, points, null);
  }

  /** One that keeps its subscriptions in that store, so that it can go down and come up again. */
  static ServerUnderTest over(PresenceStore disk, Duration t1) throws IOException {
    return new ServerUnderTest(t1, 1_000, RULES, loopback(), disk);
  }

  private ServerUnderTest(
      Duration t1,
      int maxSubscriptions,
      List<WatcherRule> rules,
      List<SipListeningPoint> points,
      @Nullable PresenceStore disk)
      throws IOException {
    this.t1 = t1;
    this.points = points;
    this.disk = disk;
    settings =
        new ServerSettings(
            Set.of("pna.test"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3600),
            Duration.ofSeconds(7200),
            maxSubscriptions,
            rules);
    up();
  }

  /** Starts it on the sockets that it had, with what its store holds. */
  void up() throws IOException {
    ExecutorService own = Executors.newSingleThreadExecutor();
    lane = own;
    store =
        disk == null
            ? new MemorySubscriptions()
            : new StoredSubscriptions(disk.table(TableName.SUBSCRIPTIONS), disk, registry);
    endpoint = new JainSipEndpoint(new SipSettings(points, 32_768, 100, 20_000, t1), registry);
    server =
        new PresenceServer(
            settings,
            endpoint,
            store,
            (presentity, task) -> {
              try {
                own.execute(task);
                return true;
              } catch (RejectedExecutionException e) {
                return false; // it is down
              }
            },
            this::committed,
            now::get,
            timer,
            registry);
    server.start();
    points =
        endpoint.sockets().stream()
            .map(
                socket ->
                    new SipListeningPoint(
                        Transport.valueOf(socket.transport().name()),
                        socket.host().replace("[", "").replace("]", ""),
                        socket.port()))
            .toList();
    isDown = false;
  }

  /** Stops it at once, whatever it is doing. */
  void down() {
    isDown = true;
    lane.shutdownNow();
    server.close();
  }

  private Published committed(String presentity) {
    return documents.getOrDefault(presentity, new Published(0, PresenceDocument.empty(presentity)));
  }

  private static List<SipListeningPoint> loopback() {
    return List.of(
        new SipListeningPoint(Transport.UDP, "127.0.0.1", 0),
        new SipListeningPoint(Transport.TCP, "127.0.0.1", 0),
        new SipListeningPoint(Transport.UDP, "::1", 0),
        new SipListeningPoint(Transport.TCP, "::1", 0));
  }

  SipSocket socket(String transport, boolean ipv6) {
    return endpoint.sockets().stream()
        .filter(s -> s.transport().name().equals(transport) && s.host().startsWith("[") == ipv6)
        .findFirst()
        .orElseThrow();
  }

  void advance(Duration by) {
    now.updateAndGet(t -> t.plus(by));
    tick.get().run();
  }

  /** Publishes one tuple, and a device that is somewhere if a cell is given. */
  void publish(String presentity, Basic basic, String cell) {
    Instant time = START.plusSeconds(changes.incrementAndGet());
    PresenceDocument before = committed(presentity).document();
    List<Fragment> fragments = new ArrayList<>();
    fragments.add(Fragment.of(new Tuple("cs", basic, null, List.of(), null, START)));
    if (cell != null) {
      Device device =
          new Device(
              "d1",
              "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
              List.of(new Network("3GPP-CS", true, null, false)),
              new CellLocation(cell, null, null, null, time),
              time);
      fragments.add(Fragment.of(device));
    } else {
      before.fragments().stream()
          .filter(held -> held.kind() == Fragment.Kind.DEVICE)
          .forEach(fragments::add);
    }
    publish(before, PresenceDocument.of(presentity, fragments), time);
  }

  /** Publishes so many tuples that the document needs TCP. */
  void publishLarge(String presentity, int tuples) {
    PresenceDocument before = committed(presentity).document();
    List<Fragment> fragments = new ArrayList<>();
    for (int i = 0; i < tuples; i++) {
      fragments.add(Fragment.of(new Tuple("t" + i, Basic.OPEN, null, List.of(), null, START)));
    }
    publish(before, PresenceDocument.of(presentity, fragments), START);
  }

  private void publish(PresenceDocument before, PresenceDocument after, Instant time) {
    long version = committed(after.entity()).version() + 1;
    documents.put(after.entity(), new Published(version, after));
    if (isDown) {
      return;
    }
    server.published(
        new Publication(
            after.entity(),
            version,
            Cause.EVENT,
            time,
            new Evidence(Source.PC, "noteMM-Event", "02", time, new Place.Frame("test", 1)),
            before,
            after));
  }

  double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  @Override
  public void close() {
    down();
    timer.shutdownNow();
  }
}
