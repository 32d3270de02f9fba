package org.pna.pl;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pna.model.Imsi;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.ResultCode;
import org.pna.ph.ReportingSettings;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Alarms;

/** Whose locations servers are asked to report, and when that is asked again or ended. */
class TriggersTest {
  private static final String KEY = "imsi:240991";
  private static final Duration INTERVAL = Duration.ofMinutes(15);

  private record Sent(MlpRequest request, Consumer<MlpAnswer> answer) {}

  private Instant now = Instant.parse("2026-11-21T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final MemoryStore store = new MemoryStore(10);
  private boolean overloaded;

  private Triggers triggers(Gmlc gmlc, int most) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Triggers made =
        new Triggers(
            new TriggerSettings(
                new ReportingSettings(
                    ReportingSettings.Whom.NONE, Set.of(), Duration.ZERO, Duration.ZERO),
                INTERVAL,
                true,
                Duration.ofDays(1),
                null,
                LocationType.CURRENT,
                most),
            List.of(new GmlcRoom(gmlc)),
            (server, request, answer) -> sent.add(new Sent(request, answer)),
            store,
            () -> overloaded,
            new GmlcAlarms(new Alarms(clock, meters)),
            clock,
            meters);
    made.restore();
    return made;
  }

  private Triggers triggers() {
    return triggers(new Gmlc("gmlc1", Set.of(), 10, 5), 100);
  }

  private int goes(Triggers triggers) {
    int before = sent.size();
    triggers.tick();
    return sent.size() - before;
  }

  private void accepts(String id) {
    sent.remove().answer().accept(new MlpAnswer.Accepted(id));
  }

  private void result(int code) {
    sent.remove()
        .answer()
        .accept(new MlpAnswer.Failed(MlpAnswer.Kind.RESULT, new ResultCode(code), "no success"));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Triggers standing() {
    Triggers triggers = triggers();
    triggers.ask(KEY, true, saved -> assertThat(saved).isTrue());
    assertThat(goes(triggers)).isOne();
    accepts("a");
    assertThat(triggers.trigger(KEY).phase()).isEqualTo(Trigger.Phase.STANDING);
    return triggers;
  }

  @Test
  void whatIsAskedForStandsThroughARestartAndIsEnded() {
    Triggers first = triggers();
    first.ask(KEY, true, saved -> {});
    assertThat(goes(first)).isOne();
    assertThat(sent.element().request())
        .isInstanceOfSatisfying(
            MlpRequest.Triggered.class,
            request -> {
              assertThat(request.subscriber()).isEqualTo(new Imsi("240991"));
              assertThat(request.stop()).isEqualTo(now.plus(Duration.ofDays(1)));
            });
    accepts("a");
    Triggers again = triggers();
    assertThat(again.counts()).isEqualTo(Map.of("standing", 1));
    assertThat(goes(again)).isZero();
    assertThat(again.heard("gmlc1", "a")).isEqualTo(KEY);
    again.ask(KEY, false, saved -> {});
    assertThat(goes(again)).isOne();
    assertThat(sent.element().request()).isEqualTo(new MlpRequest.Stop("a"));
    accepts("a");
    assertThat(again.declined()).containsExactly(KEY);
    assertThat(goes(again)).isZero();
    again.ask(KEY, null, saved -> {});
    assertThat(triggers().declined()).isEmpty();
  }

  @Test
  void aServerThatForgotIsAskedAgainAndWhatStoodBeforeIsEnded() {
    Triggers triggers = standing();
    pass(INTERVAL.multipliedBy(3));
    triggers.heard("gmlc1", "a");
    pass(INTERVAL);
    assertThat(goes(triggers)).as("it tells something").isZero();
    pass(INTERVAL.multipliedBy(2).plusSeconds(60));
    assertThat(goes(triggers)).as("silent for three intervals and a minute").isOne();
    accepts("b");
    pass(Duration.ofSeconds(1));
    assertThat(goes(triggers)).isOne();
    assertThat(sent.element().request()).isEqualTo(new MlpRequest.Stop("a"));
    result(105);
    pass(Duration.ofSeconds(1));
    assertThat(goes(triggers)).isZero();
    assertThat(triggers.heard("gmlc1", "b")).isEqualTo(KEY);
  }

  @Test
  void itIsRenewedBeforeItEnds() {
    Triggers triggers = standing();
    int renewals = 0;
    for (Duration at = Duration.ZERO; at.toHours() < 24; at = at.plus(INTERVAL)) {
      triggers.heard("gmlc1", "a");
      renewals += goes(triggers);
      pass(INTERVAL);
    }
    assertThat(renewals).isOne();
  }

  @Test
  void aReportThatNobodyAskedForIsEndedUnlessItMayBeTheOneJustAskedFor() {
    Triggers triggers = triggers();
    triggers.ask(KEY, true, saved -> {});
    goes(triggers);
    assertThat(triggers.heard("gmlc1", "a")).isNull();
    accepts("a");
    pass(Duration.ofSeconds(1));
    assertThat(goes(triggers)).isZero();
    assertThat(triggers.heard("gmlc1", "x")).isNull();
    assertThat(triggers.heard("gmlc1", "x")).isNull();
    assertThat(goes(triggers)).isOne();
    assertThat(sent.element().request()).isEqualTo(new MlpRequest.Stop("x"));
  }

  @Test
  void refusalsWaitLongAndTroubleLongerEachTime() {
    Triggers triggers = triggers();
    triggers.ask(KEY, true, saved -> {});
    goes(triggers);
    result(101);
    assertThat(goes(triggers)).isZero();
    pass(Duration.ofSeconds(7));
    assertThat(goes(triggers)).isOne();
    result(101);
    pass(Duration.ofSeconds(6));
    assertThat(goes(triggers)).isZero();
    pass(Duration.ofSeconds(7));
    assertThat(goes(triggers)).isOne();
    result(4);
    assertThat(triggers.counts()).isEqualTo(Map.of("refused", 1));
    pass(Duration.ofHours(23));
    assertThat(goes(triggers)).isZero();
    pass(Duration.ofHours(1));
    assertThat(goes(triggers)).isOne();
  }

  @Test
  void neverMoreThanTheRoomAndNothingWhileOverloaded() {
    Triggers triggers = triggers(new Gmlc("gmlc1", Set.of(), 10, 2), 5);
    for (int i = 0; i < 9; i++) {
      boolean isRoom = i < 5;
      triggers.ask(KEY + i, true, saved -> assertThat(saved).isEqualTo(isRoom));
    }
    overloaded = true;
    assertThat(goes(triggers)).isZero();
    overloaded = false;
    for (int tenth = 0; tenth < 20; tenth++) {
      triggers.tick();
      pass(Duration.ofMillis(100));
    }
    assertThat(sent).hasSize(2);
  }
}
