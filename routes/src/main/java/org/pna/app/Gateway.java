package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.Fault;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.RadiusConfig;
import org.pna.app.config.SubscribersFile;
import org.pna.app.control.ControlSocket;
import org.pna.app.query.QueryAnswer;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.app.status.StatusAnswer;
import org.pna.app.status.StatusReport;
import org.pna.app.why.WhyAnswer;
import org.pna.model.Plmn;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.sip.SipSocket;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.MassNegatives;
import org.pna.normalise.NegativeLimits;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.ph.RepairSettings;
import org.pna.ph.ReportingSuppliers;
import org.pna.ph.SimDirectory;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.server.PresenceServer;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.server.Published;
import org.pna.publisher.server.StoredSubscriptions;
import org.pna.publisher.server.Subscription;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarms;
import org.pna.routes.CapDialogueTable;
import org.pna.routes.CapRoute;
import org.pna.routes.Directory;
import org.pna.routes.LaneSettings;
import org.pna.routes.MapRoute;
import org.pna.routes.OverdueAlarms;
import org.pna.routes.PhRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.RadiusRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.routes.SuspectsMark;
import org.pna.transport.radius.RadiusComponent;
import org.pna.transport.radius.RadiusLink;
import org.pna.transport.sip.JainSipEndpoint;
import org.pna.transport.sip.SipSettings;
import org.pna.transport.ss7.CapComponent;
import org.pna.transport.ss7.CapSettings;
import org.pna.transport.ss7.DialogueTable;
import org.pna.transport.ss7.LinkState;
import org.pna.transport.ss7.MapComponent;
import org.pna.transport.ss7.Ss7Link;
import org.pna.transport.ss7.Ss7Nodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as one process: assembled from its configuration, started and stopped in order. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration HORIZON = Duration.ofMinutes(1);
  private static final long CLOCK_MILLIS = 100;
  private static final long SECOND_MILLIS = 1000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long WATCH_MILLIS = 500;
  private static final long SAVE_NANOS = 5_000_000_000L;
  private static final long SAVE_PAUSE_NANOS = 10_000_000;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pna-clock");
            thread.setDaemon(true);
            return thread;
          });
  private final RocksStore store;
  private final OverdueAlarms overdue;
  private final PresenceServer server;
  private final Steps steps;
  private final Ss7Nodes nodes;
  private final MapComponent map;
  private final CapComponent cap;
  private final RadiusComponent radius;
  private final DiameterPoint diameter;
  private final JainSipEndpoint sip;
  private final @Nullable MassNegatives negatives;
  private final Suspects suspects;
  private final SuspectsMark mark;
  private final Watchkeeper watchkeeper;
  private final Inquiries inquiries;
  private final StoredSubscriptions subscriptions;
  private final int laneRoom;
  private final @Nullable PhPoint ph;
  private final Duration lifetime;
  private final Path data;
  private final List<ScheduledFuture<?>> periodic = new ArrayList<>();
  private @Nullable CamelContext camel;
  private @Nullable ControlSocket control;

  private Gateway(
      GatewayConfig config,
      Directory directory,
      SimDirectory sims,
      String salt,
      RocksStore store,
      SuspectsMark mark) {
    this.mark = mark;
    boolean asks = !config.ph().hlrs().isEmpty();
    HomeNetworks home = home(config.home());
    Normaliser normaliser =
        new Normaliser(
            config.networks(),
            home,
            trusted(config.callingNodes()),
            lifetimes(config.rules()),
            new DeviceIds(salt),
            asks);
    this.store = store;
    subscriptions = new StoredSubscriptions(store.table(TableName.SUBSCRIPTIONS), store, meters);
    sip = new JainSipEndpoint(SipSettings.on(config.presence().listen()), meters);
    server =
        new PresenceServer(
            config.presence().server(),
            sip,
            subscriptions,
            this::onLane,
            presentity -> published(store.committed(presentity)),
            clock,
            timer,
            meters);
    Alarms alarms = new Alarms(clock, meters);
    suspects =
        new Suspects(
            config.rules().suspects(),
            directory,
            store,
            meters,
            () -> Watchkeeper.allNodesSuspect(alarms));
    suspects.restore();
    if (mark.isSet() || store.damage() != null) {
      suspects.doubtAll(clock.instant());
    }
    NegativeLimits limits = config.rules().massNegatives();
    negatives =
        limits == null
            ? null
            : new MassNegatives(
                limits,
                () -> store.state().presentities(),
                (source, raised) -> Watchkeeper.massNegatives(alarms, source, raised));
    PublicUris uris = new PublicUris(config.presence().server().domains());
    laneRoom = config.lanes().count() * config.lanes().queue();
    ph =
        asks
            ? new PhPoint(
                config.ph(),
                new RepairSettings(config.rules().revalidate(), config.ph().poll()),
                sims,
                directory,
                uris,
                store,
                suspects,
                home,
                this::isOverloaded,
                this::watched,
                alarms,
                clock,
                meters)
            : null;
    LaneSettings lanes =
        new LaneSettings(
            config.lanes().count(), config.lanes().queue(), config.rules().repeatWindow(), HORIZON);
    steps =
        new Steps(
            lanes,
            directory,
            normaliser,
            store,
            new Pen(store, server, meters),
            negatives == null ? HoldPolicy.NONE : negatives,
            suspects,
            ph == null ? QuestionListener.NONE : ph::ask,
            clock,
            meters);
    overdue = new OverdueAlarms(store, steps);
    nodes = new Ss7Nodes(config.ss7Links(), meters, clock, suspects);
    map = new MapComponent(nodes, meters, clock, suspects);
    cap = new CapComponent(nodes, meters, clock, suspects, this::dialogues);
    radius = new RadiusComponent(config.radius().links(), meters, clock, suspects);
    diameter = new DiameterPoint(config.diameter(), meters, clock, suspects);
    watchkeeper = new Watchkeeper(alarms, nodes, store, suspects, config.rules().maxPresentities());
    data = config.data();
    lifetime = config.rules().lifetime();
    inquiries =
        new Inquiries(
            new WhyAnswer(store, uris, Watchers::of),
            new StatusAnswer(() -> status(alarms), suspects::forEach, suspects::forEachNode),
            new QueryAnswer(ph == null ? null : ph.questioner(), sims, uris, store),
            new ReportingAnswer(
                new ReportingSuppliers(ph == null ? List.of() : List.of(ph.reports())), uris));
  }

  /**
   * Starts everything: first the watchers' side, then the network's.
   *
   * @throws WrongSubscribersException if the subscribers' file has faults
   * @throws StoreUnusableException if the store cannot be opened
   * @throws IOException if a file cannot be read or a socket cannot be opened
   * @throws IllegalStateException if a link cannot be started
   */
  public static Gateway start(GatewayConfig config) throws IOException, StoreUnusableException {
    Directory directory = new Directory(home(config.home()));
    PublicUris uris = new PublicUris(config.presence().server().domains());
    SimDirectory sims = new SimDirectory();
    boolean asks = !config.ph().hlrs().isEmpty();
    List<Fault> faults =
        SubscribersFile.read(
            config.subscribers(),
            row -> {
              DirectoryRows.add(directory, row, uris);
              if (asks) {
                DirectoryRows.add(sims, row, uris);
              }
            });
    if (faults.stream().anyMatch(Fault::isFatal)) {
      throw new WrongSubscribersException(faults);
    }
    String salt = DeviceSalt.in(config.data());
    RocksStore store = open(config);
    SuspectsMark mark;
    try {
      mark = SuspectsMark.open(config.data().resolve("suspects"));
    } catch (IOException e) {
      store.close();
      throw e;
    }
    Gateway gateway = new Gateway(config, directory, sims, salt, store, mark);
    try {
      gateway.begin(config);
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private static RocksStore open(GatewayConfig config) throws StoreUnusableException {
    GatewayConfig.Store store = config.store();
    return RocksStore.open(
        config.data().resolve("store"),
        new RocksStore.Settings(
            store.durability(),
            config.rules().maxPresentities(),
            store.pending(),
            store.cache(),
            store.history()));
  }

  private void begin(GatewayConfig config) throws IOException {
    server.start();
    for (SipSocket socket : sip.sockets()) {
      LOG.info("Listening on {}", socket.uri());
    }
    List<PresenceRoute> routes = new ArrayList<>();
    for (Ss7Link link : config.ss7Links()) {
      routes.add(MapRoute.from("map:" + link.name(), this::modified, steps));
      CapSettings settings = link.cap();
      if (settings != null) {
        routes.add(CapRoute.from("cap:" + link.name(), settings.gatewayCalls(), steps));
      }
    }
    RadiusConfig accounting = config.radius();
    if (!accounting.links().isEmpty()) {
      steps.sessions().restore();
    }
    for (RadiusLink link : accounting.links()) {
      routes.add(RadiusRoute.from("radius:" + link.name(), accounting.networks(), steps));
    }
    routes.addAll(diameter.routes(steps));
    if (ph != null) {
      routes.add(PhRoute.from(steps));
    }
    control = ControlSocket.open(data.resolve(ControlSocket.FILE), inquiries);
    camel =
        PnaCamel.start(
            routes,
            Map.of("map", map, "cap", cap, "radius", radius, "diameter", diameter.component()));
    if (ph != null) {
      ph.start(camel);
    }
    every(CLOCK_MILLIS, () -> steps.lanes().advance(clock.instant(), () -> {}));
    every(SECOND_MILLIS, () -> overdue.ring(clock.instant()));
    MassNegatives guard = negatives;
    if (guard != null) {
      every(SECOND_MILLIS, () -> guard.tick(clock.instant()));
    }
    every(SECOND_MILLIS, suspects::save);
    every(MINUTE_MILLIS, () -> suspects.lapse(clock.instant().minus(lifetime)));
    every(SECOND_MILLIS, () -> mark.set(suspects.unsaved() > 0));
    every(WATCH_MILLIS, watchkeeper::look);
    LOG.info("Ready");
  }

  private void modified(SubscriberDataModified told) {
    if (ph != null) {
      ph.modified(told);
    }
  }

  /** Rule S6: half of the lanes' room is left to what the network tells of its own accord. */
  private boolean isOverloaded() {
    return steps.lanes().waiting() > laneRoom / 2 || store.state().failing();
  }

  private Set<String> watched() {
    return subscriptions.all().stream()
        .filter(one -> one.state() == Subscription.State.ACTIVE)
        .map(Subscription::presentity)
        .collect(Collectors.toSet());
  }

  private DialogueTable dialogues(String link) {
    return new CapDialogueTable(
        link, store.table(TableName.CAP_DIALOGUES), store, () -> store.state().failing());
  }

  /** Does something again and again, whatever becomes of it. */
  private void every(long millis, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("A periodic task failed; it is tried again", e);
          }
        };
    periodic.add(timer.scheduleWithFixedDelay(guarded, 0, millis, TimeUnit.MILLISECONDS));
  }

  /** Links as they are now. */
  public List<LinkState> links() {
    return nodes.states();
  }

  /** MAP dialogues that are open now, and calls and GPRS sessions that are followed. */
  public int openDialogues() {
    return map.openDialogues() + cap.tracked();
  }

  /** Counters that are not zero, by name and tags. */
  public Map<String, Long> counters() {
    return Counters.of(meters);
  }

  private StatusReport status(Alarms alarms) {
    return new StatusReport(
        links(),
        store.state(),
        alarms.active(),
        suspects.subscribers(),
        suspects.nodes(),
        ph == null ? List.of() : ph.states(),
        ph == null ? List.of() : ph.silent(),
        openDialogues(),
        counters());
  }

  /** Stops the network's side first, finishes what was accepted, then the watchers' side. */
  @Override
  public void close() {
    LOG.info("Stopping");
    periodic.forEach(task -> task.cancel(false));
    if (ph != null) {
      ph.close();
    }
    if (camel != null) {
      camel.stop();
    }
    steps.close();
    if (control != null) {
      control.close();
    }
    server.close();
    saveSuspects();
    store.close();
    mark.close();
    timer.shutdownNow();
    counters().forEach((name, count) -> LOG.info("{} {}", name, count));
    LOG.info("Stopped");
  }

  /** What the disk does not take any more is at least marked. */
  private void saveSuspects() {
    long end = System.nanoTime() + SAVE_NANOS;
    suspects.save();
    while (suspects.unsaved() > 0 && !store.state().failing() && System.nanoTime() < end) {
      LockSupport.parkNanos(SAVE_PAUSE_NANOS);
      suspects.save();
    }
    mark.set(suspects.unsaved() > 0);
    if (suspects.unsaved() > 0) {
      LOG.error(
          "{} suspects could not be written: at the next start all nodes are suspect",
          suspects.unsaved());
    }
  }

  private boolean onLane(String presentity, Runnable task) {
    return steps.lanes().submit(presentity, task);
  }

  private static Published published(PresentityRecord record) {
    return new Published(record.version(), record.document());
  }

  private static HomeNetworks home(GatewayConfig.Home home) {
    Map<String, String> nodes = new HashMap<>();
    home.nodes().forEach(node -> nodes.put(node.prefix(), node.plmn().digits()));
    return new HomeNetworks(home.plmns().stream().map(Plmn::digits).toList(), nodes);
  }

  private static Lifetimes lifetimes(GatewayConfig.Rules rules) {
    return new Lifetimes(
        rules.lifetime(),
        rules.leavingGrace(),
        rules.callAge(),
        rules.sessionAge(),
        Lifetimes.DEFAULT.position());
  }

  private static TrustedNodes trusted(GatewayConfig.CallingNodes nodes) {
    return nodes.all() ? TrustedNodes.ALL : new TrustedNodes(nodes.prefixes());
  }
}
