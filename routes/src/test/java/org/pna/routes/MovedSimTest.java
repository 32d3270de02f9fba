package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.RefusedException;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.MemoryStore;
import org.pna.transport.trace.TraceComponent;

@DisplayName("T16: a SIM that moved")
class MovedSimTest {
  private static final String IMSI = "240991234567890";
  private static final String FORMER = "sip:former@pna.test";
  private static final String NOW = "sip:now@pna.test";
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final DoubtfulStore store = new DoubtfulStore(new MemoryStore(10));
  private volatile Identification owner = new Identification.Known(FORMER, List.of());

  @ParameterizedTest(name = "with {0} lanes")
  @ValueSource(ints = {1, 8})
  void isTakenOnlyWhenItsFormerOwnerIsSafe(int lanes) throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Normaliser normaliser =
        new Normaliser(
            NetworkNames.DEFAULT,
            new HomeNetworks(List.of(), Map.of()),
            TrustedNodes.ALL,
            Lifetimes.DEFAULT,
            new DeviceIds("salt"));
    Steps steps =
        new Steps(
            new LaneSettings(lanes, 10, Duration.ofSeconds(30), Duration.ofMinutes(1)),
            names -> owner,
            normaliser,
            store,
            new Pen(store, publication -> {}, meters),
            HoldPolicy.NONE,
            (imsi, domain, time) -> {},
            QuestionListener.NONE,
            InstantSource.fixed(START),
            meters);
    TraceComponent trace = new TraceComponent();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.disableJMX();
      camel.addComponent("trace", trace);
      camel.addRoutes(TraceRoute.from("trace:t", steps));
      camel.start();
      assertThat(told(trace, 1)).isNull();
      owner = new Identification.Known(NOW, List.of(FORMER));
      store.refused = FORMER;
      assertThat(told(trace, 2)).isInstanceOf(RefusedException.class);
      store.refused = null;
      assertThat(store.load(FORMER).sims()).hasSize(1);
      assertThat(told(trace, 3)).isNull();
      assertThat(store.load(FORMER).sims()).isEmpty();
      assertThat(store.load(NOW).sims()).hasSize(1);
    } finally {
      steps.close();
    }
  }

  private static @Nullable Exception told(TraceComponent trace, int number) throws Exception {
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    trace.feed("t", attach(number), done::complete);
    return done.thenApply(Exchange::getException).get(5, TimeUnit.SECONDS);
  }

  private static NoteMmEvent attach(int number) {
    return new NoteMmEvent(
        new Origin(START.plusSeconds(number), new Place.Frame("t", number)),
        new Fingerprint(0, number),
        new SccpAddress("15550000007", -1, 7),
        1,
        2,
        new Imsi(IMSI),
        new Msisdn("15551230001"),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
