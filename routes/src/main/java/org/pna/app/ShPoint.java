package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.pna.app.status.SubscriptionsState;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.sh.PushNotification;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.ReportingWishes;
import org.pna.ph.sh.IdentityDirectory;
import org.pna.ph.sh.RegistrationReports;
import org.pna.ph.sh.StateSubscriptions;
import org.pna.ph.sh.SubscriptionSettings;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.pna.routes.PhRoute;
import org.pna.transport.diameter.PeerListener;
import org.pna.transport.diameter.PeerState;

/**
 * Reference point Ph as far as the home subscriber servers tell us of registrations: subscriptions
 * over one of our Diameter nodes, kept going by a thread of their own.
 */
final class ShPoint implements PeerListener, AutoCloseable {
  private static final long TICK_MILLIS = 20;
  private static final long LOOK_MILLIS = 1000;
  private static final long DRAIN_SECONDS = 5;

  /** A peer that comes up so soon was up, as far as we know, while we were not. */
  private static final Duration START = Duration.ofMinutes(1);

  private final SubscriptionSettings settings;
  private final IdentityDirectory identities;
  private final Identities directory;
  private final CamelHomeSubscriberServer server;
  private final CamelEntrance entrance = new CamelEntrance(PhRoute.ENDPOINT);
  private final StateSubscriptions subscriptions;
  private final ReportingWishes wishes;
  private final RegistrationReports reports;
  private final Supplier<Set<String>> watched;
  private final InstantSource clock;
  private final Instant begun;
  private final Set<String> seen = ConcurrentHashMap.newKeySet(); // peers that were up
  private final Set<String> up = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isStarting = new AtomicBoolean();
  private final AtomicBoolean isRenamed = new AtomicBoolean();
  private final PeriodicTasks tasks = new PeriodicTasks("pna-sh");

  /**
   * @param settings whose registrations, and over which node
   * @param identities names to subscribe by
   * @param directory whose a name is that a server tells
   * @param overloaded rule S6
   * @param watched presentities that somebody may watch and watches
   */
  ShPoint(
      SubscriptionSettings settings,
      IdentityDirectory identities,
      Identities directory,
      PresenceStore store,
      BooleanSupplier overloaded,
      Supplier<Set<String>> watched,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.identities = identities;
    this.directory = directory;
    this.watched = watched;
    this.clock = clock;
    begun = clock.instant();
    server = new CamelHomeSubscriberServer(settings.node());
    subscriptions =
        new StateSubscriptions(
            settings, server, entrance, store, overloaded, alarms, clock, meters);
    wishes = new ReportingWishes(subscriptions, settings.reporting(), identities, clock);
    reports = new RegistrationReports(subscriptions, identities, wishes);
  }

  /** Takes up what the store holds; before the node is started. */
  void restore() {
    subscriptions.restore();
    wishes.begin();
  }

  /**
   * Begins.
   *
   * @param camel started, with the node and the route of Ph
   */
  void start(CamelContext camel) {
    server.connect(camel);
    entrance.connect(camel);
    tasks.every(TICK_MILLIS, "Subscriptions to states", subscriptions::tick);
    tasks.every(LOOK_MILLIS, "The look at subscriptions to states", this::look);
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
    wishes.watched(now);
    if (isStarting.compareAndSet(true, false)) {
      subscriptions.refresh(now.stream().map(identities::of).flatMap(Collection::stream).toList());
    }
    subscriptions.look();
  }

  /**
   * A connection that was lost, and notices with it, has all asked for again. While we ourselves
   * were away for a moment notices were lost too; of these only who is watched is asked for, the
   * others when they are renewed.
   */
  @Override
  public void changed(PeerState state) {
    if (!state.node().equals(settings.node())) {
      return;
    }
    boolean isUp =
        state.condition() == PeerState.Condition.UP
            || state.condition() == PeerState.Condition.RELAY;
    if (!isUp) {
      up.remove(state.peer());
    } else if (up.add(state.peer())) {
      boolean isFirst = seen.add(state.peer());
      if (isFirst && clock.instant().isBefore(begun.plus(START))) {
        isStarting.set(true);
      } else {
        subscriptions.refreshAll();
      }
    }
  }

  @Override
  public void restarted(String node, String peer) {
    if (node.equals(settings.node())) {
      subscriptions.refreshAll();
    }
  }

  /** A server tells something: of whom nobody wants to hear any more, it is told so. */
  void heard(NetworkMessage message) {
    if (!(message instanceof PushNotification told) || told.data().imsUserState() == null) {
      return;
    }
    if (directory.identify(told.subscriber()) instanceof Identification.Known known
        && identities.of(known.presentity()).stream().anyMatch(subscriptions::isWanted)) {
      return;
    }
    told.subscriber().stream()
        .filter(name -> name instanceof PublicIdentity || name instanceof Msisdn)
        .findFirst()
        .ifPresent(name -> subscriptions.unwanted(key(name)));
  }

  private static String key(SubscriberId name) {
    return name instanceof PublicIdentity identity ? identity.uri() : ((Msisdn) name).digits();
  }

  /** What a presence server or an operator may ask of us. */
  ReportingSupplier reports() {
    return reports;
  }

  /** How far it is. */
  SubscriptionsState state() {
    return new SubscriptionsState(
        settings.node(), subscriptions.rate(), subscriptions.isClosed(), subscriptions.counts());
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    tasks.close(DRAIN_SECONDS);
    server.disconnect();
    entrance.disconnect();
  }
}
