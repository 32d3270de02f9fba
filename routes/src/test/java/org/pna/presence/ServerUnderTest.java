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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
import org.pna.publisher.server.ServerSettings;
import org.pna.publisher.server.WatcherRule;
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
  final MemorySubscriptions store = new MemorySubscriptions();
  final PresenceServer server;
  private final JainSipEndpoint endpoint;
  private final ExecutorService lane = Executors.newSingleThreadExecutor();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<Runnable> tick = new AtomicReference<>();
  private final Map<String, PresenceDocument> documents = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();

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
    this(t1, maxSubscriptions, rules, loopback());
  }

  ServerUnderTest(
      Duration t1, int maxSubscriptions, List<WatcherRule> rules, List<SipListeningPoint> points)
      throws IOException {
    endpoint = new JainSipEndpoint(new SipSettings(points, 32_768, 100, 20_000, t1), registry);
    server =
        new PresenceServer(
            new ServerSettings(
                Set.of("pna.test"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3600),
                Duration.ofSeconds(7200),
                maxSubscriptions,
                rules),
            endpoint,
            store,
            (presentity, task) -> {
              lane.execute(task);
              return true;
            },
            uri -> documents.getOrDefault(uri, PresenceDocument.empty(uri)),
            now::get,
            timer,
            registry);
    server.start();
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
    Instant time = START.plusSeconds(version.incrementAndGet());
    PresenceDocument before =
        documents.getOrDefault(presentity, PresenceDocument.empty(presentity));
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
    PresenceDocument before =
        documents.getOrDefault(presentity, PresenceDocument.empty(presentity));
    List<Fragment> fragments = new ArrayList<>();
    for (int i = 0; i < tuples; i++) {
      fragments.add(Fragment.of(new Tuple("t" + i, Basic.OPEN, null, List.of(), null, START)));
    }
    publish(before, PresenceDocument.of(presentity, fragments), START);
  }

  private void publish(PresenceDocument before, PresenceDocument after, Instant time) {
    documents.put(after.entity(), after);
    server.published(
        new Publication(
            after.entity(),
            version.get(),
            org.pna.publisher.store.Cause.EVENT,
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
    server.close();
    timer.shutdownNow();
    lane.shutdownNow();
  }
}
