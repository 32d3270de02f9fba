package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Call;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.MemoryStore;
import org.pna.transport.trace.TraceComponent;

@DisplayName("What the home register is to be asked")
class QuestionsTest {
  private static final String IMSI = "240991234567890";
  private static final String ALICE = "sip:alice@pna.test";
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final SccpAddress NODE = new SccpAddress("15550000007", -1, 7);

  private final DoubtfulStore store = new DoubtfulStore(new MemoryStore(10));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Instant> settled = new CopyOnWriteArrayList<>();
  private final TraceComponent trace = new TraceComponent();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Steps steps =
      new Steps(
          new LaneSettings(1, 10, Duration.ofSeconds(30), Duration.ofMinutes(1)),
          names -> new Identification.Known(ALICE, List.of()),
          new Normaliser(
              NetworkNames.DEFAULT,
              new HomeNetworks(List.of(), Map.of()),
              TrustedNodes.ALL,
              Lifetimes.DEFAULT,
              new DeviceIds("salt"),
              true),
          store,
          new Pen(store, publication -> {}, meters),
          HoldPolicy.NONE,
          (imsi, domain, time) -> settled.add(time),
          (presentity, query) ->
              asked.add(presentity + " " + query.imsi() + " " + query.domain() + " " + query.why()),
          InstantSource.fixed(START),
          meters);

  @BeforeEach
  void start() throws Exception {
    camel.disableJMX();
    camel.addComponent("trace", trace);
    camel.addRoutes(TraceRoute.from("trace:t", steps));
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.stop();
    steps.close();
  }

  @Test
  void isAskedOnceTheEventIsSafe() throws Exception {
    told(attach(1, 0x02));
    store.refused = ALICE;
    assertThat(told(busy(2))).isNotNull();
    assertThat(asked).isEmpty();
    store.refused = null;
    assertThat(told(busy(3))).isNull();
    assertThat(asked).containsExactly(ALICE + " " + IMSI + " CS DOUBT");
  }

  @Test
  void isAskedOnceTheMomentIsSafe() throws Exception {
    told(attach(1, 0x83));
    told(attach(2, 0x82));
    Instant due = START.plusSeconds(12);
    store.refused = ALICE;
    steps.unasked().ring(ALICE, due);
    assertThat(asked).isEmpty();
    store.refused = null;
    long history = store.load(ALICE).steps();
    Instant next = steps.unasked().ring(ALICE, due);
    assertThat(asked).containsExactly(ALICE + " " + IMSI + " PS LEAVING");
    assertThat(next).isEqualTo(due.plusSeconds(60));
    assertThat(store.load(ALICE).steps()).isEqualTo(history);
    steps.unasked().ring(ALICE, due);
    assertThat(asked).hasSize(1);
    steps.unasked().ring(ALICE, Objects.requireNonNull(next));
    assertThat(asked).hasSize(1);
    assertThat(store.load(ALICE).sims().get(0).ps().upkeep().question()).isNull();
  }

  @Test
  @DisplayName("T1: an event of a call settles no suspicion")
  void callsSettleNothing() throws Exception {
    told(attach(1, 0x02));
    assertThat(settled).hasSize(1);
    told(busy(2));
    assertThat(settled).hasSize(1);
  }

  private @Nullable Exception told(NetworkMessage message) throws Exception {
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    trace.feed("t", message, done::complete);
    return done.thenApply(Exchange::getException).get(5, TimeUnit.SECONDS);
  }

  private static Origin origin(int number) {
    return new Origin(START.plusSeconds(number), new Place.Frame("t", number));
  }

  private static NoteMmEvent attach(int number, int code) {
    return new NoteMmEvent(
        origin(number),
        new Fingerprint(0, number),
        NODE,
        1,
        code,
        new Imsi(IMSI),
        new Msisdn("15551230001"),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A call that finds the line busy, and no call is known of. */
  private static CallEvent busy(int number) {
    CallSetup setup =
        new CallSetup(
            "c" + number,
            1,
            12,
            new Imsi(IMSI),
            null,
            Call.Bearer.SPEECH,
            false,
            false,
            null,
            null,
            null);
    return new CallEvent(
        origin(number),
        new Fingerprint(0, number),
        NODE,
        setup,
        CallEvent.Operation.EVENT_REPORT_BCSM,
        13,
        1,
        17,
        false);
  }
}
