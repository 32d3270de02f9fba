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
import org.pna.app.control.ControlSocket;
import org.pna.app.query.QueryAnswer;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.app.status.StatusAnswer;
import org.pna.app.status.StatusReport;
import org.pna.app.why.WhyAnswer;
import org.pna.model.DataNetworks;
import org.pna.model.Source;
import org.pna.model.sip.SipEndpoint;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.MassNegatives;
import org.pna.normalise.NegativeLimits;
import org.pna.ph.AccountingReports;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingSuppliers;
import org.pna.ph.SimDirectory;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.server.WatchedOnly;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarms;
import org.pna.routes.CapDialogueTable;
import org.pna.routes.Directory;
import org.pna.routes.LaneSettings;
import org.pna.routes.OverdueAlarms;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.transport.diameter.PeerListener;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.sip.JainSipEndpoint;
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

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final InstantSource clock = InstantSource.system();
  private final PeriodicTasks tasks = new PeriodicTasks("pna-clock");
  private final Alarms alarms = new Alarms(clock, meters);
  private final PublicUris uris;
  private final DirectoryPoint names;
  private final DataFolder folder;
  private final RocksStore store;
  private final Suspects suspects;
  private final SuspectsKeeper keeper;
  private final @Nullable PiPoint pi;
  private final PwPoint pw;
  private final @Nullable MassNegatives negatives;
  private final AskedSuppliers asked;
  private final Ss7Point ss7;
  private final DiameterPoint diameter;
  private final RadiusPoint radius;
  private final List<NetworkPoint> network;
  private final Steps steps;
  private final int laneRoom;
  private final Inquiries inquiries;
  private @Nullable CamelContext camel;
  private @Nullable ControlSocket control;

  private Gateway(GatewayConfig config, PublicUris uris, Directory directory, DataFolder folder) {
    this.uris = uris;
    this.folder = folder;
    store = folder.store();
    names = new DirectoryPoint(directory, store, clock, meters);
    suspects =
        new Suspects(
            config.rules().suspects(),
            names.identities(),
            store,
            meters,
            () -> Watchkeeper.allNodesSuspect(alarms));
    keeper = new SuspectsKeeper(suspects, folder, clock);
    keeper.restore();
    SipEndpoint sip = new JainSipEndpoint(ConfiguredRules.sip(config), meters);
    pi = pi(config.pi(), config.suppliers().hear(Source.PI), sip);
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
    SimDirectory sims = new SimDirectory(directory);
    asked =
        new AskedSuppliers(
            config,
            sims,
            directory,
            names.identities(),
            uris,
            store,
            suspects,
            this::isOverloaded,
            pw,
            alarms,
            clock,
            meters);
    steps = steps(config);
    DataNetworks networks = config.rules().dataNetworks();
    ss7 =
        new Ss7Point(
            config.ss7Links(), networks, asked::modified, suspects, this::dialogues, clock, meters);
    diameter =
        new DiameterPoint(
            config.diameter(), networks, asked::heard, suspects, store, clock, meters);
    PeerListener peerListener = asked.peerListener();
    if (peerListener != null) {
      diameter.listen(peerListener);
    }
    radius = new RadiusPoint(config.radius(), networks, suspects, clock, meters);
    network = pi == null ? List.of(ss7, radius, diameter) : List.of(ss7, radius, diameter, pi);
    inquiries = inquiries(config, sims);
  }

  private @Nullable PiPoint pi(@Nullable PiConfig config, boolean heard, SipEndpoint sip) {
    return config == null
        ? null
        : new PiPoint(
            config.subscriptions(),
            heard,
            config::trusts,
            sip,
            uri -> uris.normalised(uri).orElse(uri),
            names.directory(),
            store,
            suspects,
            clock,
            meters);
  }

  private @Nullable MassNegatives massNegatives(@Nullable NegativeLimits limits) {
    return limits == null
        ? null
        : new MassNegatives(
            limits,
            () -> store.state().presentities(),
            (source, raised) -> Watchkeeper.massNegatives(alarms, source, raised));
  }

  private Steps steps(GatewayConfig config) {
    return new Steps(
        config.suppliers(),
        new LaneSettings(
            config.lanes().count(), config.lanes().queue(), config.rules().repeatWindow(), HORIZON),
        names.identities(),
        ConfiguredRules.normaliser(config, folder.salt(), AskedSuppliers.isRegisterAsked(config)),
        store,
        new Pen(
            store,
            config.presence().publish() == Publish.ALL
                ? this::published
                : new WatchedOnly(pw.server(), this::published),
            meters),
        negatives == null ? HoldPolicy.NONE : negatives,
        suspects,
        asked,
        clock,
        meters);
  }

  private Inquiries inquiries(GatewayConfig config, SimDirectory sims) {
    WhyAnswer why = new WhyAnswer(store, uris, Watchers::of);
    AddressAnswer byAddress = new AddressAnswer(why, steps.sessions(), clock);
    IdentityAnswer byName = new IdentityAnswer(byAddress::answer, names.identities());
    List<ReportingSupplier> suppliers = new ArrayList<>(asked.reports());
    if (config.hearsAccounting()) {
      suppliers.add(new AccountingReports(steps.accounting(), names.directory()));
    }
    ReportingSupplier registrations = pi == null ? null : pi.reports(names.directory()::has);
    if (registrations != null) {
      suppliers.add(registrations);
    }
    return new Inquiries(
        byName::answer,
        new StatusAnswer(this::status, suspects::forEach, suspects::forEachNode),
        new QueryAnswer(asked.questioner(), sims, uris, store),
        new ReportingAnswer(new ReportingSuppliers(suppliers), uris));
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
    Gateway gateway = new Gateway(config, uris, directory, DataFolder.open(config));
    try {
      gateway.begin(config, stamp);
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private void begin(GatewayConfig config, String stamp) throws IOException {
    if (pi != null) {
      pi.restore();
    }
    pw.start();
    if (config.hearsAccounting()) {
      steps.sessions().restore();
      steps.accounting().restore();
    }
    asked.restore();
    List<PresenceRoute> routes = new ArrayList<>(asked.routes(steps));
    Map<String, Component> components = new HashMap<>();
    for (NetworkPoint point : network) {
      routes.addAll(point.routes(steps));
      components.putAll(point.components());
    }
    control = ControlSocket.open(config.data().resolve(ControlSocket.FILE), inquiries);
    CamelContext started = PnaCamel.start(routes, components);
    camel = started;
    asked.start(started);
    repeat(config.rules());
    names.begin(tasks, config.subscribers(), stamp, uris, steps, alarms, asked::renamed);
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
    if (pi != null) {
      pi.begin(tasks, alarms);
    }
    keeper.begin(tasks, rules.lifetime());
    tasks.every(WATCH_MILLIS, "The look at links and store", watchkeeper::look);
    tasks.every(WATCH_MILLIS, "The look at Diameter peers", peers::look);
  }

  private void published(Publication publication) {
    pw.server().published(publication);
    asked.published(publication);
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
        asked.registers(),
        asked.registrations(),
        asked.locations(),
        asked.silent(),
        openDialogues(),
        steps.unknown().last(),
        names.contradictions().last(),
        counters());
  }

  /** Stops the network's side first, finishes what was accepted, then the watchers' side. */
  @Override
  public void close() {
    LOG.info("Stopping");
    tasks.cancel();
    names.close();
    asked.close();
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
