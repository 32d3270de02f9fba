package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pna.app.config.GatewayConfig;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipSocket;
import org.pna.publisher.pidf.View;
import org.pna.publisher.server.PresenceServer;
import org.pna.publisher.server.PresentityLane;
import org.pna.publisher.server.Published;
import org.pna.publisher.server.StoredSubscriptions;
import org.pna.publisher.server.Subscription;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reference point Pw: the embedded presence server, its sockets, and who subscribed. */
final class PwPoint {
  private static final Logger LOG = LoggerFactory.getLogger(PwPoint.class);

  private final SipEndpoint sip;
  private final StoredSubscriptions subscriptions;
  private final PresenceServer server;

  /**
   * @param config whom it serves
   * @param sip the sockets
   * @param store what is published, and who subscribed
   * @param lane where a presentity's state is touched
   * @param timer for what is due
   */
  PwPoint(
      GatewayConfig.Presence config,
      SipEndpoint sip,
      RocksStore store,
      PresentityLane lane,
      InstantSource clock,
      ScheduledExecutorService timer,
      MeterRegistry meters) {
    this.sip = sip;
    subscriptions = new StoredSubscriptions(store.table(TableName.SUBSCRIPTIONS), store, meters);
    server =
        new PresenceServer(
            config.server(),
            sip,
            subscriptions,
            lane,
            presentity -> published(store.committed(presentity)),
            clock,
            timer,
            meters);
  }

  private static Published published(PresentityRecord record) {
    return new Published(record.version(), record.document());
  }

  /** The server. */
  PresenceServer server() {
    return server;
  }

  /** Presentities that somebody may watch and watches. */
  Set<String> watched() {
    return watched(one -> true);
  }

  /** Those of whom somebody watches who may see the location. */
  Set<String> located() {
    return watched(one -> one.view() == View.WITH_LOCATION);
  }

  private Set<String> watched(Predicate<Subscription> which) {
    return subscriptions.all().stream()
        .filter(one -> one.state() == Subscription.State.ACTIVE)
        .filter(which)
        .map(Subscription::presentity)
        .collect(Collectors.toSet());
  }

  /**
   * Opens the sockets.
   *
   * @throws IOException if one cannot be
   */
  void start() throws IOException {
    server.start();
    for (SipSocket socket : sip.sockets()) {
      LOG.info("Listening on {}", socket.uri());
    }
  }

  void close() {
    server.close();
  }
}
