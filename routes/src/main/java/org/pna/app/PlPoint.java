package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationServer;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.ph.SimDirectory;
import org.pna.pl.Gmlc;
import org.pna.pl.LocationPolicy;
import org.pna.pl.Locator;
import org.pna.pl.Moves;
import org.pna.publisher.pen.Publication;
import org.pna.routes.Alarms;
import org.pna.routes.PlRoute;
import org.pna.transport.mlp.MlpClient;
import org.pna.transport.mlp.MlpLink;
import org.pna.transport.mlp.MlpListener;
import org.pna.transport.mlp.MlpReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reference point Pl: assembled from its configuration, and kept going by a thread of its own. Its
 * context needs {@link PlRoute#from}.
 */
final class PlPoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlPoint.class);
  private static final long TICK_MILLIS = 100;
  private static final long LOOK_MILLIS = 1000;
  private static final long DRAIN_SECONDS = 5;

  /**
   * Where reports are posted to.
   *
   * @param host address to bind
   * @param port 0 for any that is free
   * @param path of the URL
   */
  record Posted(String host, int port, String path) {}

  private final List<MlpLink> links;
  private final @Nullable Posted posted;
  private final Supplier<Set<String>> located;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final CamelEntrance entrance = new CamelEntrance(PlRoute.ENDPOINT);
  private final Locator locator;
  private final List<ScheduledFuture<?>> periodic = new ArrayList<>();
  private final Set<String> failing = new HashSet<>(); // for the one thread
  private volatile @Nullable MlpClient client;
  private @Nullable MlpListener listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "pna-pl");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param links to the location servers
   * @param gmlcs whom to ask about whom, by the names of links
   * @param policy when
   * @param posted where reports come in; null: none do
   * @param sims names to ask by
   * @param overloaded rule S6
   * @param located presentities that are watched by somebody who may see their location
   */
  PlPoint(
      List<MlpLink> links,
      List<Gmlc> gmlcs,
      LocationPolicy policy,
      @Nullable Posted posted,
      SimDirectory sims,
      BooleanSupplier overloaded,
      Supplier<Set<String>> located,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.links = List.copyOf(links);
    this.posted = posted;
    this.located = located;
    this.clock = clock;
    this.meters = meters;
    LocationServer server =
        (name, request, answer) -> {
          MlpClient open = client;
          if (open == null) {
            answer.accept(new MlpAnswer.Failed(MlpAnswer.Kind.UNREACHABLE, null, "not begun yet"));
          } else {
            open.send(name, request, answer);
          }
        };
    locator =
        new Locator(gmlcs, policy, sims::of, server, entrance, overloaded, alarms, clock, meters);
  }

  /**
   * Begins.
   *
   * @param camel started, with the route of Pl
   * @throws IllegalStateException if a URL is none, or reports cannot be listened for
   */
  void start(CamelContext camel) {
    entrance.connect(camel);
    client = new MlpClient(camel, links, clock, meters);
    Posted where = posted;
    if (where != null) {
      MlpReceiver receiver =
          new MlpReceiver(
              links,
              (report, accepted) -> entrance.enter(report, end -> accepted.accept(end.accepted())),
              clock,
              meters);
      try {
        listener = new MlpListener(camel, where.host(), where.port(), null);
        camel.addRoutes(PlRoute.posted(where.path(), receiver));
      } catch (Exception e) {
        throw new IllegalStateException(
            "location reports cannot be listened for at " + where.host() + ':' + where.port(), e);
      }
    }
    every(TICK_MILLIS, "Asking", locator::tick);
    every(LOOK_MILLIS, "The look at who is watched", () -> locator.watched(located.get()));
  }

  /** The port of reports, once it has begun; 0 without. */
  int port() {
    MlpListener open = listener;
    return open == null ? 0 : open.port();
  }

  /** Whatever becomes of a task, it is tried again. */
  private void every(long millis, String name, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
            failing.remove(name);
          } catch (RuntimeException e) {
            if (failing.add(name)) {
              LOG.error("{} failed, and is tried again: {}", name, e.getClass().getName());
            }
            LOG.debug("It failed so", e); // may name a subscriber
          }
        };
    periodic.add(thread.scheduleWithFixedDelay(guarded, 0, millis, TimeUnit.MILLISECONDS));
  }

  /** Somebody's document changed: perhaps he moved. */
  void published(Publication publication) {
    if (Moves.isMove(publication)) {
      locator.moved(publication.presentity());
    }
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    periodic.forEach(task -> task.cancel(false));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    MlpClient open = client;
    if (open != null) {
      open.close();
    }
    entrance.disconnect();
  }
}
