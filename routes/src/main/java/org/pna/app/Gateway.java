package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.GatewayConfig.Presence.Publish;
import org.pna.app.config.PiConfig;
import org.pna.app.config.PlConfig;
import org.pna.app.control.ControlSocket;
import org.pna.app.query.QueryAnswer;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.app.status.StatusAnswer;
import org.pna.app.status.StatusReport;
import org.pna.app.why.WhyAnswer;
import org.pna.model.DataNetworks;
import org.pna.model.Source;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.sip.SipEndpoint;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.MassNegatives;
import org.pna.normalise.NegativeLimits;
import org.pna.normalise.QuestionListener;
import org.pna.ph.AccountingReports;
import org.pna.ph.RepairSettings;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingSuppliers;
import org.pna.ph.SimDirectory;
import org.pna.ph.sh.IdentityDirectory;
import org.pna.ph.sh.SubscriptionSettings;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.server.WatchedOnly;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarms;
import org.pna.routes.CapDialogueTable;
import org.pna.routes.Contradictions;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryReload;
import org.pna.routes.IdentityIndex;
import org.pna.routes.LaneSettings;
import org.pna.routes.LearnedNames;
import org.pna.routes.OverdueAlarms;
import org.pna.routes.PhRoute;
import org.pna.routes.PlRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.sip.JainSipEndpoint;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipSettings;
import org.pna.transport.ss7.DialogueTable;
import org.pna.transport.ss7.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as one process: assembled from its configuration, started and stopped in order. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration HORIZON = Duration.ofMinutes(1);
  private static final long CLOCK_MILLIS = 100;
  private static final long SECOND_MILLIS = 1000;
  private static final long WATCH_MILLIS = 500;
  private static final long DIRECTORY_MILLIS = 2000;
  private static final long RENAMED_MILLIS = 50;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long SCSCF_MILLIS = 5_000; // it looks at each subscription

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final InstantSource clock = InstantSource.system();
  private final PeriodicTasks tasks = new PeriodicTasks("pna-clock");
  private final Alarms alarms = new Alarms(clock, meters);
  private final Contradictions contradictions = new Contradictions(meters);
  private final LearnedNames learned;
  private final IdentityIndex identities;
  private final DataFolder folder;
  private final RocksStore store;
  private final Suspects suspects;
  private final SuspectsKeeper keeper;
  private final @Nullable PiPoint pi;
  private final PwPoint pw;
  private final @Nullable MassNegatives negatives;
  private final @Nullable PhPoint ph;
  private final @Nullable ShPoint sh;
  private final @Nullable PlPoint pl;
  private final Ss7Point ss7;
  private final DiameterPoint diameter;
  private final RadiusPoint radius;
  private final List<NetworkPoint> network;
  private final Steps steps;
  private final DirectoryReload reload;
  private final DirectoryFile file;
  private final PeriodicTasks directoryTasks = new PeriodicTasks("pna-directory");
  private final int laneRoom;
  private final Inquiries inquiries;
  private @Nullable CamelContext camel;
  private @Nullable ControlSocket control;

  private Gateway(GatewayConfig config, Directory directory, String stamp, DataFolder folder) {
    SimDirectory sims = new SimDirectory(directory);
    boolean asks = !config.ph().hlrs().isEmpty();
    PublicUris uris = new PublicUris(config.presence().server().domains());
    this.folder = folder;
    store = folder.store();
    learned = new LearnedNames(store, meters);
    learned.restore();
    identities = new IdentityIndex(directory, learned, contradictions, clock);
    suspects =
        new Suspects(
            config.rules().suspects(),
            identities,
            store,
            meters,
            () -> Watchkeeper.allNodesSuspect(alarms));
    keeper = new SuspectsKeeper(suspects, folder, clock);
    keeper.restore();
    SipEndpoint sip = new JainSipEndpoint(sipSettings(config), meters);
    pi = pi(config.pi(), config.suppliers().hear(Source.PI), sip, uris, directory);
    pw =
        new PwPoint(
            config.presence(),
            pi == null ? sip : pi.endpoint(),
            store,
            this::onLane,
            clock,
            tasks.thread(),
            meters);
    negatives = massNegatives(config.rules().massNegatives());
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
                ConfiguredRules.home(config.home()),
                this::isOverloaded,
                pw::watched,
                alarms,
                clock,
                meters)
            : null;
    SubscriptionSettings registration = config.ph().registration();
    sh =
        registration == null
            ? null
            : new ShPoint(
                ConfiguredRules.normalised(registration, uris),
                new IdentityDirectory(directory),
                identities,
                store,
                this::isOverloaded,
                pw::watched,
                alarms,
                clock,
                meters);
    PlConfig locations = config.pl();
    pl =
        locations == null
            ? null
            : new PlPoint(
                locations,
                sims,
                directory,
                uris,
                store,
                this::isOverloaded,
                pw::located,
                suspects,
                alarms,
                clock,
                meters);
    steps =
        new Steps(
            config.suppliers(),
            new LaneSettings(
                config.lanes().count(),
                config.lanes().queue(),
                config.rules().repeatWindow(),
                HORIZON),
            identities,
            ConfiguredRules.normaliser(config, folder.salt(), asks),
            store,
            new Pen(
                store,
                config.presence().publish() == Publish.ALL
                    ? this::published
                    : new WatchedOnly(pw.server(), this::published),
                meters),
            negatives == null ? HoldPolicy.NONE : negatives,
            suspects,
            ph == null ? QuestionListener.NONE : ph::ask,
            clock,
            meters);
    reload = new DirectoryReload(identities, steps, clock);
    file =
        new DirectoryFile(
            config.subscribers(), stamp, uris, directory, reload, alarms, this::renamed);
    DataNetworks networks = config.rules().dataNetworks();
    ss7 =
        new Ss7Point(
            config.ss7Links(), networks, this::modified, suspects, this::dialogues, clock, meters);
    diameter =
        new DiameterPoint(config.diameter(), networks, this::heard, suspects, store, clock, meters);
    if (sh != null) {
      diameter.listen(sh);
    }
    radius = new RadiusPoint(config.radius(), networks, suspects, clock, meters);
    network = pi == null ? List.of(ss7, radius, diameter) : List.of(ss7, radius, diameter, pi);
    inquiries =
        new Inquiries(
            new IdentityAnswer(
                    new AddressAnswer(
                            new WhyAnswer(store, uris, Watchers::of), steps.sessions(), clock)
                        ::answer,
                    identities)
                ::answer,
            new StatusAnswer(this::status, suspects::forEach, suspects::forEachNode),
            new QueryAnswer(ph == null ? null : ph.questioner(), sims, uris, store),
            new ReportingAnswer(new ReportingSuppliers(suppliers(config, directory)), uris));
  }

  private static SipSettings sipSettings(GatewayConfig config) {
    PiConfig pi = config.pi();
    PiConfig.Tls tls = pi == null ? null : pi.tls();
    List<SipListeningPoint> all = new ArrayList<>(config.presence().listen());
    if (tls != null) {
      all.addAll(tls.listen());
    }
    return SipSettings.on(all, tls == null ? null : tls.certificates());
  }

  private @Nullable PiPoint pi(
      @Nullable PiConfig config,
      boolean heard,
      SipEndpoint sip,
      PublicUris uris,
      Directory directory) {
    return config == null
        ? null
        : new PiPoint(
            config.subscriptions(),
            heard,
            config::trusts,
            sip,
            uri -> uris.normalised(uri).orElse(uri),
            directory,
            store,
            suspects,
            clock,
            meters);
  }

  private List<ReportingSupplier> suppliers(GatewayConfig config, Directory directory) {
    List<ReportingSupplier> suppliers = new ArrayList<>();
    if (ph != null) {
      suppliers.add(ph.reports());
    }
    if (sh != null) {
      suppliers.add(sh.reports());
    }
    ReportingSupplier locations = pl == null ? null : pl.reports();
    if (locations != null) {
      suppliers.add(locations);
    }
    if (config.hearsAccounting()) {
      suppliers.add(new AccountingReports(steps.accounting(), directory));
    }
    ReportingSupplier registrations = pi == null ? null : pi.reports(directory::has);
    if (registrations != null) {
      suppliers.add(registrations);
    }
    return suppliers;
  }

  private @Nullable MassNegatives massNegatives(@Nullable NegativeLimits limits) {
    return limits == null
        ? null
        : new MassNegatives(
            limits,
            () -> store.state().presentities(),
            (source, raised) -> Watchkeeper.massNegatives(alarms, source, raised));
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
    PublicUris uris = new PublicUris(config.presence().server().domains());
    Directory directory = new Directory(ConfiguredRules.home(config.home()), uris);
    String stamp = DirectoryFile.stamp(config.subscribers());
    DirectoryRows.read(config, directory);
    Gateway gateway = new Gateway(config, directory, stamp, DataFolder.open(config));
    try {
      gateway.begin(config);
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private void begin(GatewayConfig config) throws IOException {
    if (pi != null) {
      pi.restore();
    }
    pw.start();
    if (config.hearsAccounting()) {
      steps.sessions().restore();
      steps.accounting().restore();
    }
    List<PresenceRoute> routes = new ArrayList<>();
    Map<String, Component> components = new HashMap<>();
    for (NetworkPoint point : network) {
      routes.addAll(point.routes(steps));
      components.putAll(point.components());
    }
    if (ph != null || sh != null) {
      routes.add(PhRoute.from(steps));
    }
    if (pl != null) {
      pl.restore();
      routes.add(PlRoute.from(steps));
    }
    if (sh != null) {
      sh.restore();
    }
    control = ControlSocket.open(config.data().resolve(ControlSocket.FILE), inquiries);
    CamelContext started = PnaCamel.start(routes, components);
    camel = started;
    if (ph != null) {
      ph.start(started);
    }
    if (sh != null) {
      sh.start(started);
    }
    if (pl != null) {
      pl.start(started);
    }
    repeat(config.rules());
    LOG.info("Ready");
  }

  private void repeat(GatewayConfig.Rules rules) {
    OverdueAlarms overdue = new OverdueAlarms(store, steps);
    Watchkeeper watchkeeper =
        new Watchkeeper(alarms, ss7, store, suspects, rules.maxPresentities());
    PeerAlarms peers = new PeerAlarms(alarms, diameter::peers);
    tasks.every(
        CLOCK_MILLIS, "The lanes' clock", () -> steps.lanes().advance(clock.instant(), () -> {}));
    tasks.every(SECOND_MILLIS, "Overdue moments", () -> overdue.ring(clock.instant()));
    MassNegatives guard = negatives;
    if (guard != null) {
      tasks.every(SECOND_MILLIS, "Mass negatives", () -> guard.tick(clock.instant()));
    }
    PiPoint scscfs = pi;
    if (scscfs != null) {
      tasks.every(CLOCK_MILLIS, "Subscriptions to registrations", scscfs::tick);
      tasks.every(SECOND_MILLIS, "What is kept of these subscriptions", scscfs::save);
      ScscfAlarms silent = new ScscfAlarms(alarms, scscfs.settings());
      tasks.every(SCSCF_MILLIS, "The look at S-CSCFs", () -> silent.look(scscfs.state()));
    }
    keeper.begin(tasks, rules.lifetime());
    tasks.every(WATCH_MILLIS, "The look at links and store", watchkeeper::look);
    tasks.every(WATCH_MILLIS, "The look at Diameter peers", peers::look);
    IdentityAlarms identityAlarms = new IdentityAlarms(alarms, contradictions);
    tasks.every(SECOND_MILLIS, "Contradictions", () -> identityAlarms.look(clock.instant()));
    tasks.every(SECOND_MILLIS, "Learned names", learned::save);
    tasks.every(HOUR_MILLIS, "Learned names that lapse", () -> learned.lapse(clock.instant()));
    tasks.every(RENAMED_MILLIS, "What lost names said", reload::tick);
    directoryTasks.every(DIRECTORY_MILLIS, "The look at the subscribers' file", file::look);
  }

  private void renamed() {
    if (ph != null) {
      ph.renamed();
    }
    if (sh != null) {
      sh.renamed();
    }
  }

  private void published(Publication publication) {
    pw.server().published(publication);
    if (pl != null) {
      pl.published(publication);
    }
  }

  private void heard(NetworkMessage message) {
    if (sh != null) {
      sh.heard(message);
    }
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

  private DialogueTable dialogues(String link) {
    return new CapDialogueTable(
        link, store.table(TableName.CAP_DIALOGUES), store, () -> store.state().failing());
  }

  private boolean onLane(String presentity, Runnable task) {
    return steps.lanes().submit(presentity, task);
  }

  /** Links as they are now. */
  public List<LinkState> links() {
    return ss7.links();
  }

  /** Diameter peers as they are now. */
  public List<PeerState> peers() {
    return diameter.peers();
  }

  /** MAP dialogues that are open now, and calls and GPRS sessions that are followed. */
  public int openDialogues() {
    return ss7.openDialogues();
  }

  /** Counters that are not zero, by name and tags. */
  public Map<String, Long> counters() {
    return Counters.of(meters);
  }

  private StatusReport status() {
    return new StatusReport(
        links(),
        peers(),
        radius.links(),
        pi == null ? null : pi.state(),
        store.state(),
        alarms.active(),
        suspects.subscribers(),
        suspects.nodes(),
        ph == null ? List.of() : ph.states(),
        sh == null ? null : sh.state(),
        pl == null ? null : pl.state(),
        ph == null ? List.of() : ph.silent(),
        openDialogues(),
        steps.unknown().last(),
        contradictions.last(),
        counters());
  }

  /** Stops the network's side first, finishes what was accepted, then the watchers' side. */
  @Override
  public void close() {
    LOG.info("Stopping");
    tasks.cancel();
    directoryTasks.close(0);
    if (ph != null) {
      ph.close();
    }
    if (sh != null) {
      sh.close();
    }
    if (pl != null) {
      pl.close();
    }
    if (camel != null) {
      camel.stop();
    }
    steps.close();
    if (control != null) {
      control.close();
    }
    pw.close();
    if (pi != null) {
      pi.save();
    }
    keeper.save();
    folder.close();
    tasks.close(0);
    counters().forEach((name, count) -> LOG.info("{} {}", name, count));
    LOG.info("Stopped");
  }
}
