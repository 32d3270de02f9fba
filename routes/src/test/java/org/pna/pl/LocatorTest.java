package org.pna.pl;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.model.Coordinate;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Position;
import org.pna.model.Shape;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;
import org.pna.ph.Entrance;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/** Of whom a location is asked, and when. */
class LocatorTest {
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final String ALICE = "sip:1";

  private record Asked(SubscriberId subscriber, Consumer<MlpAnswer> answer) {}

  private Instant now = Instant.parse("2026-11-21T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private final List<LocationReport> entered = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Alarms alarms = new Alarms(clock, meters);
  private boolean accepts = true;
  private boolean overloaded;

  private Locator locator(LocationPolicy policy, Gmlc... gmlcs) {
    return new Locator(
        Stream.of(gmlcs).map(GmlcRoom::new).toList(),
        policy,
        LocatorTest::sims,
        (server, request, answer) ->
            asked.add(new Asked(((MlpRequest.Immediate) request).subscriber(), answer)),
        (message, end) -> {
          entered.add((LocationReport) message);
          end.accept(new Entrance.End(accepts, ALICE, true, null));
        },
        () -> overloaded,
        new GmlcAlarms(alarms),
        clock,
        meters);
  }

  private static LocationPolicy policy(boolean onMove, @Nullable Duration every, int most) {
    LocationPolicy usual = LocationPolicy.DEFAULT;
    return new LocationPolicy(
        true, onMove, every, PAUSE, usual.type(), usual.quality(), most, usual.reports());
  }

  private Locator locator() {
    return locator(policy(true, EVERY, 100), new Gmlc("gmlc1", Set.of(), 10, 5));
  }

  private static List<List<SubscriberId>> sims(String presentity) {
    String digits = presentity.substring(4);
    return List.of(List.of(new Imsi("24099" + digits), new Msisdn("1555" + digits)));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private int goes(Locator locator) {
    int before = asked.size();
    locator.tick();
    return asked.size() - before;
  }

  private void answer(LocationOutcome outcome, SubscriberId... names) {
    Asked first = asked.remove();
    List<SubscriberId> about = names.length == 0 ? List.of(first.subscriber()) : List.of(names);
    first
        .answer()
        .accept(
            new MlpAnswer.Told(
                List.of(
                    new LocationReport(
                        new Origin(now, new Place.Dialogue("gmlc1", "1")),
                        new Fingerprint(1, 1),
                        "gmlc1",
                        about,
                        MlpService.SLIA,
                        now,
                        null,
                        outcome))));
  }

  private void located() {
    Shape shape = new Shape.Point(new Coordinate(1, 2));
    answer(new LocationOutcome.Located(new Position(shape, now)));
  }

  private void fails(MlpAnswer.Kind kind) {
    asked.remove().answer().accept(new MlpAnswer.Failed(kind, null, "test"));
  }

  private void result(int code) {
    answer(new LocationOutcome.Failed(new ResultCode(code)));
  }

  @Test
  void onlyWhoIsWatchedIsAskedAboutAndAtOnceAndThenPeriodically() {
    Locator locator = locator();
    locator.moved(ALICE);
    assertThat(goes(locator)).isZero();
    locator.watched(Set.of(ALICE));
    assertThat(goes(locator)).isOne();
    assertThat(asked.element().subscriber()).isEqualTo(new Imsi("240991"));
    pass(EVERY);
    assertThat(goes(locator)).as("one question at a time").isZero();
    located();
    assertThat(entered).hasSize(1);
    assertThat(entered.get(0).subscriber())
        .containsExactly(new Imsi("240991"), new Msisdn("15551"));
    pass(EVERY.minusSeconds(1));
    locator.watched(Set.of(ALICE));
    assertThat(goes(locator)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(goes(locator)).isOne();
    locator.watched(Set.of());
    located();
    pass(EVERY);
    assertThat(goes(locator)).isZero();
    assertThat(locator.located()).isZero();
  }

  @Test
  void whoMovesIsAskedAboutButNotTwiceWithinThePause() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    goes(locator);
    located();
    pass(Duration.ofSeconds(10));
    locator.moved(ALICE);
    locator.moved(ALICE);
    assertThat(goes(locator)).isZero();
    pass(PAUSE.minusSeconds(10));
    assertThat(goes(locator)).isOne();
    locator.moved(ALICE); // while the question is under way: the answer may be of before
    located();
    pass(PAUSE);
    assertThat(goes(locator)).isOne();
    located();
    pass(PAUSE);
    assertThat(goes(locator)).isZero();
  }

  @Test
  void whoIsWatchedOnAndOffIsNotAskedAboutEachTime() {
    Locator locator = locator();
    for (int i = 0; i < 6; i++) {
      locator.watched(Set.of(ALICE));
      goes(locator);
      locator.watched(Set.of());
      pass(Duration.ofSeconds(10));
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void withoutAPeriodOnlyAMoveAsksAgain() {
    Locator locator = locator(policy(true, null, 10), new Gmlc("gmlc1", Set.of(), 10, 5));
    locator.watched(Set.of(ALICE));
    goes(locator);
    located();
    pass(Duration.ofDays(1));
    assertThat(goes(locator)).isZero();
    locator.moved(ALICE);
    assertThat(goes(locator)).isOne();

    Locator still = locator(policy(false, EVERY, 10), new Gmlc("gmlc1", Set.of(), 10, 5));
    still.watched(Set.of(ALICE));
    goes(still);
    asked.clear();
    pass(PAUSE);
    still.moved(ALICE);
    assertThat(goes(still)).isZero();
  }

  @Test
  void neverMoreThanTheBudgetAndTheRoomOfAServer() {
    Gmlc slow = new Gmlc("slow", Set.of("240991"), 20, 4);
    Gmlc rest = new Gmlc("rest", Set.of(), 10, 100);
    Locator locator = locator(policy(true, EVERY, 1000), slow, rest);
    Set<String> all = new HashSet<>();
    for (int i = 100; i < 300; i++) {
      all.add("sip:" + i);
    }
    locator.watched(all);
    int sent = 0;
    for (int tenth = 0; tenth < 100; tenth++) {
      sent += goes(locator);
      pass(Duration.ofMillis(100));
    }
    long toSlow = asked.stream().filter(one -> isOfSlow(one.subscriber())).count();
    assertThat(toSlow).isEqualTo(4);
    assertThat(sent - toSlow).isEqualTo(100);
  }

  private static boolean isOfSlow(SubscriberId name) {
    return ((Imsi) name).digits().startsWith("240991");
  }

  @Test
  void beyondTheBoundNobodyIsLocatedUntilThereIsRoom() {
    Locator locator = locator(policy(true, EVERY, 1), new Gmlc("gmlc1", Set.of(), 10, 5));
    locator.watched(Set.of("sip:1", "sip:2"));
    assertThat(locator.located()).isOne();
    assertThat(meters.counter("pna.pl.refused", "reason", "no-room").count()).isEqualTo(1);
    locator.watched(Set.of("sip:2"));
    assertThat(locator.located()).isOne();
    pass(PAUSE);
    assertThat(goes(locator)).isOne();
    assertThat(asked.element().subscriber()).isEqualTo(new Imsi("240992"));
  }

  @Test
  void troubleIsTriedAgainLaterAndLaterAtHalfTheRate() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    for (int factor : new int[] {1, 2, 4}) {
      assertThat(goes(locator)).isOne();
      fails(factor == 2 ? MlpAnswer.Kind.TIMEOUT : MlpAnswer.Kind.UNREACHABLE);
      pass(PAUSE.multipliedBy(factor).minusSeconds(1));
      assertThat(goes(locator)).isZero();
      pass(Duration.ofSeconds(1));
    }
    assertThat(meters.get("pna.pl.rate").gauge().value()).isLessThan(5);
    assertThat(goes(locator)).isOne();
    located();
    pass(EVERY);
    assertThat(goes(locator)).isOne();
  }

  @Test
  void congestionTellsToGoSlow() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    goes(locator);
    result(101);
    assertThat(meters.get("pna.pl.rate").gauge().value()).isEqualTo(5);
    assertThat(entered).hasSize(1);
  }

  @Test
  void whatTheRouteDoesNotTakeIsAskedForAgain() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    goes(locator);
    accepts = false;
    located();
    pass(PAUSE);
    assertThat(goes(locator)).isOne();
  }

  @Test
  void anAnswerAboutSomebodyElseIsNobodys() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    goes(locator);
    Shape shape = new Shape.Point(new Coordinate(1, 2));
    answer(new LocationOutcome.Located(new Position(shape, now)), new Msisdn("999"));
    assertThat(entered).isEmpty();
    pass(EVERY);
    assertThat(goes(locator)).isZero();
    pass(Duration.ofHours(1));
    assertThat(goes(locator)).isOne();
  }

  @Test
  void whoIsNotKnownOrMayNotBeLocatedIsLeftAlone() {
    Locator locator = locator();
    locator.watched(Set.of(ALICE));
    goes(locator);
    result(4);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("gmlc gmlc1 subscriber");
    locator.moved(ALICE);
    pass(Duration.ofHours(23));
    assertThat(goes(locator)).isZero();
    pass(Duration.ofHours(1));
    assertThat(goes(locator)).isOne();
    result(202);
    pass(EVERY);
    assertThat(goes(locator)).isZero();
  }

  @Test
  void aServerThatDoesNotLetUsIsTriedOnceAnHour() {
    Locator locator = locator();
    locator.watched(Set.of("sip:1", "sip:2", "sip:3"));
    goes(locator);
    result(3);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("gmlc gmlc1");
    asked.clear();
    pass(Duration.ofMinutes(59));
    assertThat(goes(locator)).isZero();
    pass(Duration.ofMinutes(1));
    assertThat(goes(locator)).isOne();
    located();
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void pollsAreGivenUpFirst() {
    Locator locator = locator();
    overloaded = true;
    locator.watched(Set.of(ALICE));
    assertThat(goes(locator)).isZero();
    overloaded = false;
    assertThat(goes(locator)).isOne();
  }
}
