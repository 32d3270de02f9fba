package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.PlConfig;
import org.pna.app.status.HlrState;
import org.pna.app.status.LocationsState;
import org.pna.app.status.SubscriptionsState;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.normalise.Query;
import org.pna.normalise.QuestionListener;
import org.pna.ph.Questioner;
import org.pna.ph.RepairSettings;
import org.pna.ph.ReportingSupplier;
import org.pna.ph.SilentNetwork;
import org.pna.ph.SimDirectory;
import org.pna.ph.sh.IdentityDirectory;
import org.pna.ph.sh.SubscriptionSettings;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.Identities;
import org.pna.routes.PhRoute;
import org.pna.routes.PlRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.transport.diameter.PeerListener;

/**
 * The suppliers that the gateway asks, each as far as it is configured: home registers, home
 * subscriber servers for registrations, and location servers.
 */
final class AskedSuppliers implements QuestionListener, AutoCloseable {
  private final @Nullable PhPoint ph;
  private final @Nullable ShPoint sh;
  private final @Nullable PlPoint pl;

  /**
   * @param sims names to ask by
   * @param directory the operator's names
   * @param identities these, and those that were told
   * @param uris the form of presentities
   * @param store keeps what was asked for
   * @param suspects whom to ask about, and rule T1
   * @param overloaded rule S6
   * @param pw who is watched
   */
  AskedSuppliers(
      GatewayConfig config,
      SimDirectory sims,
      Directory directory,
      Identities identities,
      PublicUris uris,
      PresenceStore store,
      Suspects suspects,
      BooleanSupplier overloaded,
      PwPoint pw,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    ph =
        !isRegisterAsked(config)
            ? null
            : new PhPoint(
                config.ph(),
                new RepairSettings(config.rules().revalidate(), config.ph().poll()),
                sims,
                directory,
                uris,
                store,
                suspects,
                ConfiguredRules.home(config.home()),
                overloaded,
                pw::watched,
                alarms,
                clock,
                meters);
    SubscriptionSettings registration = config.ph().registration();
    sh =
        registration == null
            ? null
            : new ShPoint(
                ConfiguredRules.normalised(registration, uris),
                new IdentityDirectory(directory),
                identities,
                store,
                overloaded,
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
                overloaded,
                pw::located,
                suspects,
                alarms,
                clock,
                meters);
  }

  /** Whether there is a home register to ask. */
  static boolean isRegisterAsked(GatewayConfig config) {
    return !config.ph().hlrs().isEmpty();
  }

  /** Takes up what the store holds; before the network is heard. */
  void restore() {
    if (pl != null) {
      pl.restore();
    }
    if (sh != null) {
      sh.restore();
    }
  }

  /** The way of what they answer. */
  List<PresenceRoute> routes(Steps steps) {
    List<PresenceRoute> routes = new ArrayList<>();
    if (ph != null || sh != null) {
      routes.add(PhRoute.from(steps));
    }
    if (pl != null) {
      routes.add(PlRoute.from(steps));
    }
    return routes;
  }

  /**
   * Begins to ask.
   *
   * @param camel started, with the links and these routes
   * @throws IllegalStateException if locations cannot be listened for
   */
  void start(CamelContext camel) {
    if (ph != null) {
      ph.start(camel);
    }
    if (sh != null) {
      sh.start(camel);
    }
    if (pl != null) {
      pl.start(camel);
    }
  }

  /** What the record asks, once it is committed. */
  @Override
  public void ask(String presentity, Query query) {
    if (ph != null) {
      ph.ask(presentity, query);
    }
  }

  /** Other names are in force than before. */
  void renamed() {
    if (ph != null) {
      ph.renamed();
    }
    if (sh != null) {
      sh.renamed();
    }
  }

  /** Somebody's document changed. */
  void published(Publication publication) {
    if (pl != null) {
      pl.published(publication);
    }
  }

  /** A Diameter peer tells something. */
  void heard(NetworkMessage message) {
    if (sh != null) {
      sh.heard(message);
    }
  }

  /** A home register tells that a CSI is not what it was. */
  void modified(SubscriberDataModified told) {
    if (ph != null) {
      ph.modified(told);
    }
  }

  /** Who wants to know of Diameter peers; null: nobody. */
  @Nullable PeerListener peerListener() {
    return sh;
  }

  /** Who asks the home registers; null: there are none. */
  @Nullable Questioner questioner() {
    return ph == null ? null : ph.questioner();
  }

  /** What a presence server or an operator may ask of them. */
  List<ReportingSupplier> reports() {
    List<ReportingSupplier> reports = new ArrayList<>();
    if (ph != null) {
      reports.add(ph.reports());
    }
    if (sh != null) {
      reports.add(sh.reports());
    }
    ReportingSupplier locations = pl == null ? null : pl.reports();
    if (locations != null) {
      reports.add(locations);
    }
    return reports;
  }

  /** How it fares with each home register. */
  List<HlrState> registers() {
    return ph == null ? List.of() : ph.states();
  }

  /** Networks that do not report. */
  List<SilentNetwork> silent() {
    return ph == null ? List.of() : ph.silent();
  }

  /** How far the subscriptions to registrations are; null: there are none. */
  @Nullable SubscriptionsState registrations() {
    return sh == null ? null : sh.state();
  }

  /** How it fares with location servers; null: there are none. */
  @Nullable LocationsState locations() {
    return pl == null ? null : pl.state();
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    if (ph != null) {
      ph.close();
    }
    if (sh != null) {
      sh.close();
    }
    if (pl != null) {
      pl.close();
    }
  }
}
