package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.publisher.store.Heard;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresentityRecord;

@DisplayName("T2: what is a repeat")
class RepeatsTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final String ALICE = "sip:alice@pna.test";

  private final MemoryStore store = new MemoryStore(10);
  private final RepeatStep step =
      new RepeatStep(
          store,
          Duration.ofSeconds(30),
          new Tally(new io.micrometer.core.instrument.simple.SimpleMeterRegistry()));

  private record Message(Fingerprint fingerprint, Origin origin) implements NetworkMessage {
    @Override
    public List<SubscriberId> subscriber() {
      return List.of(new Imsi("240991234567890"));
    }
  }

  /** Whether it is a repeat; if not, it is kept, as the step that publishes would. */
  private boolean heard(int number, int seconds) {
    Origin origin = new Origin(START.plusSeconds(seconds), new Place.Frame("t", 1));
    Passage passage = new Passage(new Message(new Fingerprint(1, number), origin), List.of());
    passage.identifiedAs(ALICE, List.of());
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      exchange.getMessage().setBody(passage);
      step.process(exchange);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    boolean repeat = Passage.REPEAT.equals(passage.ignored());
    if (!repeat) {
      keep(passage.heard());
    }
    return repeat;
  }

  private void keep(List<Heard> heard) {
    PresentityRecord held = store.load(ALICE);
    store.append(
        new PresentityRecord(
            ALICE, held.sims(), held.document(), held.reasons(), 0, 0, null, heard),
        null,
        Urgency.TRANSITION,
        failure -> assertThat(failure).isNull());
  }

  @Test
  void theSameWithinThirtySeconds() {
    assertThat(heard(1, 0)).isFalse();
    assertThat(heard(2, 0)).isFalse();
    assertThat(heard(1, 30)).isTrue();
    assertThat(heard(1, 31)).isFalse();
  }

  @Test
  @DisplayName("in a trace whose time goes back, only what is near in time is a repeat")
  void timeGoesBack() {
    heard(2, 3600);
    assertThat(heard(1, 0)).isFalse();
    assertThat(heard(2, 31)).isFalse();
    assertThat(heard(1, 31)).isFalse();
    assertThat(heard(1, 32)).isTrue();
  }

  @Test
  @DisplayName("what was not kept is no repeat: the first and its mark are safe together")
  void whatWasNotAccepted() {
    heard(1, 0);
    keep(List.of());
    assertThat(heard(1, 1)).isFalse();
    assertThat(heard(1, 2)).isTrue();
  }

  @Test
  void theOldestIsForgottenAtTheBound() {
    for (int i = 0; i <= RepeatStep.MAX_HEARD; i++) {
      heard(i, 0);
    }
    assertThat(store.load(ALICE).heard()).hasSize(RepeatStep.MAX_HEARD);
    assertThat(heard(RepeatStep.MAX_HEARD, 0)).isTrue();
    assertThat(heard(0, 0)).isFalse();
  }
}
