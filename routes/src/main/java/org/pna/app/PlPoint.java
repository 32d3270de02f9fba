package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.PlConfig;
import org.pna.app.status.LocationsState;
import org.pna.model.RefusalListener;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.ResultCode;
import org.pna.ph.SimDirectory;
import org.pna.pl.GmlcAlarms;
import org.pna.pl.GmlcRoom;
import org.pna.pl.Locator;
import org.pna.pl.Moves;
import org.pna.pl.Posts;
import org.pna.publisher.pen.Publication;
import org.pna.routes.Alarms;
import org.pna.routes.Identities;
import org.pna.routes.PlRoute;
import org.pna.transport.mlp.MlpClient;
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

  private final PlConfig config;
  private final Supplier<Set<String>> located;
  private final RefusalListener refusals;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final CamelEntrance entrance = new CamelEntrance(PlRoute.ENDPOINT);
  private final List<GmlcRoom> rooms;
  private final Locator locator;
  private final Posts posts;
  private final PeriodicTasks tasks = new PeriodicTasks("pna-pl");
  private volatile @Nullable MlpClient client;
  private volatile @Nullable MlpListener listener;

  /**
   * @param config whom to ask, when, and who may tell
   * @param sims names to ask by
   * @param directory whose a name is that a server tells
   * @param overloaded rule S6
   * @param located presentities that are watched by somebody who may see their location
   * @param refusals rule T1
   */
  PlPoint(
      PlConfig config,
      SimDirectory sims,
      Identities directory,
      BooleanSupplier overloaded,
      Supplier<Set<String>> located,
      RefusalListener refusals,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.config = config;
    this.located = located;
    this.refusals = refusals;
    this.clock = clock;
    this.meters = meters;
    rooms = config.gmlcs().stream().map(GmlcRoom::new).toList();
    GmlcAlarms told = new GmlcAlarms(alarms);
    locator =
        new Locator(
            rooms,
            config.policy(),
            sims::of,
            this::send,
            entrance,
            overloaded,
            told,
            clock,
            meters);
    posts = new Posts(config.policy().reports(), directory, entrance, locator::missed, meters);
  }

  private void send(String gmlc, MlpRequest request, Consumer<MlpAnswer> answer) {
    MlpClient open = client;
    if (open == null) {
      answer.accept(new MlpAnswer.Failed(MlpAnswer.Kind.UNREACHABLE, null, "not begun yet"));
    } else {
      open.send(gmlc, request, answer);
    }
  }

  /**
   * Begins.
   *
   * @param camel started, with the route of Pl
   * @throws IllegalStateException if a URL is none, or reports cannot be listened for
   */
  void start(CamelContext camel) {
    entrance.connect(camel);
    client = new MlpClient(camel, config.links(), config.tls(), clock, meters);
    look(); // whoever is watched now may be told of at once
    PlConfig.Posted where = config.listen();
    if (where != null) {
      listen(camel, where);
    }
    tasks.every(TICK_MILLIS, "Asking for locations", locator::tick);
    tasks.every(LOOK_MILLIS, "The look at who is located", this::look);
  }

  private void listen(CamelContext camel, PlConfig.Posted where) {
    MlpReceiver receiver = new MlpReceiver(config.links(), this::take, refusals, clock, meters);
    try {
      MlpListener opened =
          new MlpListener(camel, where.host(), where.port(), where.secure() ? config.tls() : null);
      camel.addRoutes(PlRoute.posted(where.path(), receiver));
      listener = opened;
      LOG.info(
          "Listening for locations on {}://{}:{}{}",
          where.secure() ? "https" : "http",
          where.host(),
          opened.port(),
          where.path());
    } catch (Exception e) {
      throw new IllegalStateException(
          "locations cannot be listened for at " + where.host() + ':' + where.port(), e);
    }
  }

  private void take(LocationReport report, @Nullable String requestId, Consumer<ResultCode> end) {
    posts.take(report, end);
  }

  private void look() {
    Set<String> now = located.get();
    posts.watched(now);
    locator.watched(now);
  }

  /** The port of reports, once it has begun; 0 without. */
  int port() {
    MlpListener open = listener;
    return open == null ? 0 : open.port();
  }

  /** Somebody's document changed: perhaps he moved. */
  void published(Publication publication) {
    if (Moves.isMove(publication)) {
      locator.moved(publication.presentity());
    }
  }

  /** How it fares. */
  LocationsState state() {
    Instant now = clock.instant();
    return new LocationsState(
        locator.located(),
        port(),
        rooms.stream()
            .map(
                room ->
                    new LocationsState.GmlcState(
                        room.gmlc().name(),
                        room.rate(),
                        room.underWay(),
                        locator.waiting(room.gmlc().name()),
                        room.isClosed(now)))
            .toList());
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    tasks.close(DRAIN_SECONDS);
    MlpClient open = client;
    if (open != null) {
      open.close();
    }
    entrance.disconnect();
  }
}
