package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.pna.app.config.PhConfig;
import org.pna.app.status.HlrState;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Query;
import org.pna.ph.Arming;
import org.pna.ph.ArmingReports;
import org.pna.ph.ArmingSettings;
import org.pna.ph.AskingSettings;
import org.pna.ph.Hlr;
import org.pna.ph.HlrBudgets;
import org.pna.ph.Hlrs;
import org.pna.ph.Priority;
import org.pna.ph.Questioner;
import org.pna.ph.Registers;
import org.pna.ph.Repair;
import org.pna.ph.RepairSettings;
import org.pna.ph.ReportKeys;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingWishes;
import org.pna.ph.SilentNetwork;
import org.pna.ph.SimDirectory;
import org.pna.ph.Way;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.PhRoute;
import org.pna.routes.Suspects;

/**
 * Reference point Ph as far as we are the ones who ask: assembled from its configuration, and kept
 * going by a thread of its own.
 */
final class PhPoint implements AutoCloseable {
  private static final long TICK_MILLIS = 20;
  private static final long LOOK_MILLIS = 1000;
  private static final long DRAIN_SECONDS = 5;

  private final Hlrs hlrs;
  private final HlrBudgets budgets;
  private final CamelHomeLocationRegister register;
  private final Map<String, CamelHomeSubscriberServer> servers = new TreeMap<>(); // by node
  private final SimDirectory sims;
  private final CamelEntrance entrance = new CamelEntrance(PhRoute.ENDPOINT);
  private final Questioner questioner;
  private final Arming arming;
  private final ReportingWishes wishes;
  private final ArmingReports reports;
  private final Repair repair;
  private final Supplier<Set<String>> watched;
  private final AtomicBoolean isRenamed = new AtomicBoolean();
  private final PeriodicTasks tasks = new PeriodicTasks("pna-ph");

  /**
   * @param config whom to ask and what of
   * @param repair when facts are old
   * @param sims names to ask by
   * @param uris the form of presentities
   * @param home which network a node is of
   * @param overloaded rule S6
   * @param watched presentities that somebody may watch and watches
   */
  PhPoint(
      PhConfig config,
      RepairSettings repair,
      SimDirectory sims,
      Directory directory,
      PublicUris uris,
      PresenceStore store,
      Suspects suspects,
      HomeNetworks home,
      BooleanSupplier overloaded,
      Supplier<Set<String>> watched,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.watched = watched;
    this.sims = sims;
    hlrs = new Hlrs(config.hlrs());
    budgets = new HlrBudgets(hlrs, clock, meters);
    register = new CamelHomeLocationRegister(hlrs);
    for (Hlr hlr : hlrs.all()) {
      if (hlr.way() instanceof Way.Sh sh) {
        servers.computeIfAbsent(sh.node(), CamelHomeSubscriberServer::new);
      }
    }
    questioner =
        new Questioner(
            hlrs,
            budgets,
            new Registers(register, servers),
            entrance,
            overloaded,
            alarms,
            clock,
            meters,
            AskingSettings.DEFAULT);
    ArmingSettings wished = ConfiguredRules.normalised(config.arming(), uris);
    arming =
        new Arming(
            wished,
            hlrs.armable(),
            budgets,
            register,
            entrance,
            store,
            overloaded,
            alarms,
            clock,
            meters);
    ReportKeys imsis = ArmingReports.keys(sims, directory, hlrs);
    wishes = new ReportingWishes(arming, wished.reporting(), imsis, clock);
    reports = new ArmingReports(arming, wished, imsis, wishes);
    this.repair =
        new Repair(
            questioner, suspects, store, sims, arming::isUnreported, home::plmnOf, repair, clock);
  }

  /**
   * Takes up what the store holds, and begins.
   *
   * @param camel started, with the links and the route of Ph
   */
  void start(CamelContext camel) {
    arming.restore();
    wishes.begin();
    register.connect(camel);
    servers.values().forEach(server -> server.connect(camel));
    entrance.connect(camel);
    look(); // who is watched from now on is seen to begin
    tasks.every(TICK_MILLIS, "Asking", questioner::tick);
    tasks.every(TICK_MILLIS, "Arming", arming::tick);
    tasks.every(LOOK_MILLIS, "The look at who is watched", this::look);
    tasks.every(LOOK_MILLIS, "The look at the armed", arming::look);
  }

  /** Other names are in force than before. */
  void renamed() {
    isRenamed.set(true);
  }

  private void look() {
    Set<String> now = watched.get();
    if (isRenamed.compareAndSet(true, false)) {
      wishes.begin();
    }
    tasks.guard("Repair", () -> repair.sweep(now));
    tasks.guard("Arming of who is watched", () -> wishes.watched(now));
  }

  /** What the record asks, once it is committed. */
  void ask(String presentity, Query query) {
    List<SubscriberId> names = sims.names(presentity, query.imsi(), query.msisdn());
    if (!names.isEmpty()) {
      questioner.ask(names, query.domain(), Priority.RECORD, null);
    }
  }

  /** The HLR tells that a CSI is not what it was. */
  void modified(SubscriberDataModified told) {
    arming.modified(told);
  }

  /** Who asks. */
  Questioner questioner() {
    return questioner;
  }

  /** What a presence server or an operator may ask of us. */
  ReportingSupplier reports() {
    return reports;
  }

  /** How it fares with each register. */
  List<HlrState> states() {
    List<HlrState> states = new ArrayList<>();
    for (Hlr hlr : hlrs.all()) {
      boolean armable = hlr.isArmable();
      states.add(
          new HlrState(
              hlr.name(),
              budgets.rate(hlr, HlrBudgets.Kind.INTERROGATION),
              armable ? budgets.rate(hlr, HlrBudgets.Kind.MODIFICATION) : null,
              questioner.waiting(hlr),
              questioner.isClosed(hlr),
              armable ? arming.counts(hlr) : Map.of()));
    }
    return states;
  }

  /** Networks that do not report. */
  List<SilentNetwork> silent() {
    return repair.silent();
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    tasks.close(DRAIN_SECONDS);
    register.disconnect();
    servers.values().forEach(CamelHomeSubscriberServer::disconnect);
    entrance.disconnect();
  }
}
