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
import org.pna.ph.Repair;
import org.pna.ph.RepairSettings;
import org.pna.ph.ReportingSettings;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingWishes;
import org.pna.ph.SilentNetwork;
import org.pna.ph.SimDirectory;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.PhRoute;
import org.pna.routes.Suspects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reference point Ph as far as we are the ones who ask: assembled from its configuration, and kept
 * going by a thread of its own.
 */
final class PhPoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PhPoint.class);
  private static final long TICK_MILLIS = 20;
  private static final long LOOK_MILLIS = 1000;
  private static final long DRAIN_SECONDS = 5;

  private final Hlrs hlrs;
  private final HlrBudgets budgets;
  private final CamelHomeLocationRegister register;
  private final CamelEntrance entrance = new CamelEntrance(PhRoute.ENDPOINT);
  private final Questioner questioner;
  private final Arming arming;
  private final ReportingWishes wishes;
  private final ArmingReports reports;
  private final Repair repair;
  private final Supplier<Set<String>> watched;
  private final List<ScheduledFuture<?>> periodic = new ArrayList<>();
  private final Set<String> failing = new HashSet<>(); // for the one thread
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "pna-ph");
            made.setDaemon(true);
            return made;
          });

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
    hlrs = new Hlrs(config.hlrs());
    budgets = new HlrBudgets(hlrs, clock, meters);
    register = new CamelHomeLocationRegister(hlrs);
    questioner =
        new Questioner(
            hlrs,
            budgets,
            register,
            entrance,
            overloaded,
            alarms,
            clock,
            meters,
            AskingSettings.DEFAULT);
    ArmingSettings wished = normalised(config.arming(), uris);
    arming =
        new Arming(
            wished, hlrs, budgets, register, entrance, store, overloaded, alarms, clock, meters);
    wishes =
        new ReportingWishes(arming, wished.reporting(), ArmingReports.keys(sims, directory), clock);
    reports = new ArmingReports(arming, wished, sims, wishes);
    this.repair =
        new Repair(
            questioner, suspects, store, sims, arming::isUnreported, home::plmnOf, repair, clock);
  }

  private static ArmingSettings normalised(ArmingSettings settings, PublicUris uris) {
    return new ArmingSettings(
        normalised(settings.reporting(), uris),
        settings.kinds(),
        settings.serviceKeys(),
        settings.most());
  }

  private static ReportingSettings normalised(ReportingSettings settings, PublicUris uris) {
    Set<String> listed = new HashSet<>();
    settings.listed().forEach(uri -> listed.add(uris.normalised(uri).orElse(uri)));
    return new ReportingSettings(
        settings.whom(), listed, settings.watchedFor(), settings.unwatchedFor());
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
    entrance.connect(camel);
    look(); // who is watched from now on is seen to begin
    every(TICK_MILLIS, this::tick);
    every(LOOK_MILLIS, this::look);
  }

  private void every(long millis, Runnable task) {
    periodic.add(thread.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS));
  }

  /** Whatever becomes of one task, the others go on, and it is tried again. */
  private void guard(String name, Runnable task) {
    try {
      task.run();
      failing.remove(name);
    } catch (RuntimeException e) {
      if (failing.add(name)) { // fifty times a second, perhaps
        LOG.error("{} failed, and is tried again: {}", name, e.getClass().getName());
      }
      LOG.debug("It failed so", e); // may name a subscriber
    }
  }

  private void tick() {
    guard("Asking", questioner::tick);
    guard("Arming", arming::tick);
  }

  private void look() {
    guard(
        "The look at who is watched",
        () -> {
          Set<String> now = watched.get();
          guard("Repair", () -> repair.sweep(now));
          guard("Arming of who is watched", () -> wishes.watched(now));
        });
    guard("The look at the armed", arming::look);
  }

  /** What the record asks, once it is committed. */
  void ask(String presentity, Query query) {
    List<SubscriberId> names = SimDirectory.names(query.imsi(), query.msisdn());
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
      states.add(
          new HlrState(
              hlr.name(),
              budgets.rate(hlr, HlrBudgets.Kind.INTERROGATION),
              budgets.rate(hlr, HlrBudgets.Kind.MODIFICATION),
              questioner.waiting(hlr),
              questioner.isClosed(hlr),
              arming.counts(hlr)));
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
    periodic.forEach(task -> task.cancel(false));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    register.disconnect();
    entrance.disconnect();
  }
}
