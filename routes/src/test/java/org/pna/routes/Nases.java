package org.pna.routes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.PresenceStore;
import org.pna.transport.trace.TraceComponent;

/**
 * The accounting of gateways through the real route; the presentity is {@code sip:IMSI@pna.test}.
 */
final class Nases implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  static final Nas GGSN = new Nas("192.0.2.1", "ggsn1", "192.0.2.1");

  final Steps steps;
  private final TraceComponent trace = new TraceComponent();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private long told;

  Nases(PresenceStore store, LaneSettings lanes) throws Exception {
    this(store, lanes, names -> new Identification.Known(presentity(names.get(0)), List.of()));
  }

  Nases(PresenceStore store, LaneSettings lanes, Identities identities) throws Exception {
    this(store, lanes, identities, HoldPolicy.NONE, InstantSource.fixed(START));
  }

  Nases(
      PresenceStore store,
      LaneSettings lanes,
      Identities identities,
      HoldPolicy policy,
      InstantSource clock)
      throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    steps =
        new Steps(
            lanes,
            identities,
            new Normaliser(
                NetworkNames.DEFAULT,
                new HomeNetworks(List.of(), Map.of()),
                TrustedNodes.ALL,
                Lifetimes.DEFAULT,
                new DeviceIds("salt")),
            store,
            new Pen(store, publication -> {}, meters),
            policy,
            AcceptanceListener.NONE,
            QuestionListener.NONE,
            clock,
            meters);
    camel.disableJMX();
    camel.addComponent("trace", trace);
    camel.addRoutes(TraceRoute.from("trace:t", steps));
    camel.start();
  }

  static LaneSettings lanes(int queue) {
    return new LaneSettings(2, queue, Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  private static String presentity(Object name) {
    return presentity(((Imsi) name).digits());
  }

  static String presentity(String imsi) {
    return "sip:" + imsi + "@pna.test";
  }

  AccountingRequest request(
      AccountingStatus status,
      int second,
      String session,
      @Nullable String imsi,
      FramedAddress ip) {
    return new AccountingRequest(
        origin(second),
        new Fingerprint(1, ++told),
        AccountingMessage.PK,
        "Accounting-Request",
        status.value(),
        session,
        GGSN,
        imsi == null ? null : new Imsi(imsi),
        null,
        null,
        null,
        "internet",
        ip,
        new AccessNetwork(null, null, null, 1, null),
        null,
        null,
        false,
        null,
        new AccountingTimes(null, null, null));
  }

  NasEvent restart(int second) {
    return new NasEvent(
        origin(second),
        new Fingerprint(2, ++told),
        AccountingMessage.PK,
        "Accounting-Request",
        7,
        GGSN,
        null,
        new AccountingTimes(null, null, null));
  }

  private static Origin origin(int second) {
    return new Origin(START.plusSeconds(second), new Place.Frame("t", second));
  }

  /** Begins one, without waiting for its end. */
  CompletableFuture<Exchange> begin(Object message) {
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    if (message instanceof NasEvent event) {
      trace.feed("t", event, done::complete);
    } else {
      trace.feed("t", (NetworkMessage) message, done::complete);
    }
    return done;
  }

  /** How the route ended it: null for kept. */
  @Nullable Exception tell(Object message)
      throws InterruptedException, ExecutionException, TimeoutException {
    return begin(message).get(30, TimeUnit.SECONDS).getException();
  }

  @Override
  public void close() {
    camel.stop();
    steps.close();
  }
}
