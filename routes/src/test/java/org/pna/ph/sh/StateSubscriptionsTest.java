package org.pna.ph.sh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.ph.sh.SubscriptionPhase.ENDING;
import static org.pna.ph.sh.SubscriptionPhase.REFUSED;
import static org.pna.ph.sh.SubscriptionPhase.STANDING;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.PublicIdentity;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest.Cancellation;
import org.pna.model.message.sh.ShRequest.Subscription;
import org.pna.model.message.sh.ShRequest.UserDataPull;
import org.pna.normalise.HomeNetworks;
import org.pna.ph.Entrance;
import org.pna.ph.HandClock;
import org.pna.ph.ReportingSettings;
import org.pna.ph.ReportingSettings.Whom;
import org.pna.ph.ReportingWishes;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;

/** Rules S5, T7 and T14 for subscriptions, and TS 29.328 clause 6.1.3. */
class StateSubscriptionsTest {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration DAY = Duration.ofHours(24);
  private static final int RATE = 50;

  private final HandClock clock = new HandClock();
  private final FakeServer server = new FakeServer(clock);
  private final MemoryStore store = new MemoryStore(1_000);
  private final Directory rows = new Directory(HomeNetworks.NONE);
  private final IdentityDirectory directory = new IdentityDirectory(rows);
  private final List<NetworkMessage> entered = new ArrayList<>();
  private Alarms alarms = new Alarms(clock, new SimpleMeterRegistry());
  private boolean takes = true;
  private boolean isOverloaded;
  private int most = 20_000;
  private StateSubscriptions subscriptions;
  private ReportingWishes wishes;
  private RegistrationReports reports;

  private static String who(int number) {
    return "sip:user" + number + "@pna.test";
  }

  private void subscribers(int count) {
    IntStream.range(0, count).forEach(i -> rows.add(i + 1, null, null, who(i)));
  }

  /** A gateway begins; one that was there before was killed. */
  private void start(Whom whom, String... listed) {
    server.forgetAnswers();
    alarms = new Alarms(clock, new SimpleMeterRegistry());
    ReportingSettings reporting =
        new ReportingSettings(whom, Set.of(listed), Duration.ofSeconds(60), DAY);
    subscriptions =
        new StateSubscriptions(
            new SubscriptionSettings("hss1", reporting, DAY, RATE, most),
            server,
            (message, end) -> {
              if (takes) {
                entered.add(message);
              }
              end.accept(new Entrance.End(takes, null, false, null));
            },
            store,
            () -> isOverloaded,
            alarms,
            clock,
            new SimpleMeterRegistry());
    subscriptions.restore();
    wishes = new ReportingWishes(subscriptions, reporting, directory, clock);
    wishes.begin();
    reports = new RegistrationReports(subscriptions, directory, wishes);
  }

  private void pass(Duration time, String... watched) {
    pass(time, STEP, watched);
  }

  private void pass(Duration time, Duration step, String... watched) {
    Instant end = clock.instant().plus(time);
    Instant second = clock.instant();
    while (clock.instant().isBefore(end)) {
      clock.advance(step);
      subscriptions.tick();
      server.advance();
      if (!clock.instant().isBefore(second)) {
        second = second.plusSeconds(1);
        subscriptions.look();
        wishes.watched(Set.of(watched));
      }
    }
  }

  private int count(SubscriptionPhase phase) {
    return subscriptions.counts().getOrDefault(phase, 0);
  }

  private void ask(Wish wish, int number) {
    List<Boolean> ends = new ArrayList<>();
    reports.ask(who(number), wish, "somebody", ends::add);
    assertThat(ends).containsExactly(true);
  }

  private String state(int number) {
    return reports.standings(who(number)).get(0).reports().get(0).state();
  }

  private int rows() {
    int[] rows = new int[1];
    store.scan(TableName.STATE_SUBSCRIPTIONS, "", (key, value) -> rows[0]++);
    return rows[0];
  }

  private List<Alarm> alarms() {
    return alarms.active();
  }

  @Test
  void allAreSubscribedToOnceAndTheirValuesEnter() {
    subscribers(20);
    start(Whom.ALL);
    pass(Duration.ofSeconds(5));
    assertThat(server.subscribed()).isEqualTo(20);
    assertThat(server.asked).hasSize(20);
    assertThat(entered).hasSize(20);
    assertThat(count(STANDING)).isEqualTo(20);
    assertThat(state(3)).isEqualTo("standing");
    pass(Duration.ofHours(1), Duration.ofSeconds(1));
    assertThat(server.asked).hasSize(20);
  }

  @Test
  void whoIsNotGivenWithTheSubscriptionIsAskedForByItself() {
    subscribers(3);
    server.sendsData = false;
    takes = false;
    start(Whom.ALL);
    pass(Duration.ofSeconds(5));
    assertThat(server.count(Subscription.class)).isEqualTo(3);
    assertThat(server.count(UserDataPull.class)).isEqualTo(3);
    takes = true; // what the route did not take is asked for again
    pass(Duration.ofMinutes(15), Duration.ofSeconds(1));
    assertThat(entered).hasSize(3);
    assertThat(server.count(Subscription.class)).isEqualTo(3);
    assertThat(server.count(UserDataPull.class)).isEqualTo(6);
  }

  @Test
  void eachIsRenewedBeforeItEndsAndNotAllAtOnce() {
    subscribers(100);
    start(Whom.ALL);
    pass(Duration.ofSeconds(10));
    Instant begun = clock.instant();
    pass(Duration.ofHours(17), Duration.ofSeconds(10));
    assertThat(server.asked).hasSize(100);
    for (int hour = 18; hour < 25; hour++) {
      pass(Duration.ofHours(1), Duration.ofSeconds(10));
      assertThat(server.subscribed()).isEqualTo(100);
    }
    List<Instant> renewed =
        server.asked.subList(100, 200).stream().map(FakeServer.Asked::time).toList();
    assertThat(renewed).allMatch(time -> time.isBefore(begun.plus(DAY)));
    assertThat(Duration.between(renewed.get(0), renewed.get(99)))
        .isGreaterThan(Duration.ofHours(1));
    assertThat(server.asked).hasSize(200);
  }

  @Test
  void aServerThatGrantsLessIsAskedSooner() {
    subscribers(10);
    server.longest = Duration.ofMinutes(10);
    start(Whom.ALL);
    pass(Duration.ofSeconds(10));
    for (int minute = 0; minute < 60; minute++) {
      pass(Duration.ofMinutes(1), Duration.ofSeconds(1));
      assertThat(server.subscribed()).isEqualTo(10);
    }
    assertThat(server.asked.size()).isBetween(70, 90);
  }

  @Test
  void afterARestartNothingIsAskedAnewAndAllIsRenewedInTime() {
    subscribers(50);
    start(Whom.ALL);
    pass(Duration.ofSeconds(10));
    start(Whom.ALL);
    pass(Duration.ofHours(1), Duration.ofSeconds(1));
    assertThat(server.asked).hasSize(50);
    assertThat(count(STANDING)).isEqualTo(50);
    pass(Duration.ofHours(22), Duration.ofSeconds(10));
    assertThat(server.asked).hasSize(100);
    assertThat(server.subscribed()).isEqualTo(50);
  }

  @Test
  void afterAReconnectionAllAreAskedForAgainAtHalfTheRate() {
    subscribers(200);
    start(Whom.ALL);
    pass(Duration.ofSeconds(20));
    server.forgetSubscriptions();
    server.asked.clear();
    subscriptions.refreshAll();
    subscriptions.refreshAll();
    pass(Duration.ofSeconds(4));
    assertThat(server.asked).hasSizeBetween(75, 125);
    pass(Duration.ofSeconds(20));
    assertThat(server.asked).hasSize(200);
    assertThat(server.subscribed()).isEqualTo(200);

    server.asked.clear();
    subscriptions.refresh(List.of(who(1), who(2), "sip:nobody@pna.test"));
    pass(Duration.ofSeconds(5));
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void whatIsAskedForComesFirstIsEndedOnTheWireAndOutlivesARestart() {
    subscribers(3);
    start(Whom.LIST, who(0));
    pass(Duration.ofSeconds(2));
    ask(Wish.OFF, 0);
    ask(Wish.ON, 1);
    assertThat(reports.standings(who(1)).get(0).settled()).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(server.isSubscribed(who(0))).isFalse();
    assertThat(server.isSubscribed(who(1))).isTrue();
    assertThat(server.count(Cancellation.class)).isEqualTo(1);
    assertThat(reports.standings(who(1)).get(0).settled()).isTrue();

    start(Whom.LIST, who(0));
    pass(Duration.ofSeconds(5));
    assertThat(server.asked).hasSize(3);
    assertThat(state(0)).isEqualTo("none");
    assertThat(state(1)).isEqualTo("standing");

    ask(Wish.DEFAULT, 0);
    ask(Wish.DEFAULT, 1);
    pass(Duration.ofSeconds(5));
    assertThat(server.isSubscribed(who(0))).isTrue();
    assertThat(server.isSubscribed(who(1))).isFalse();
    assertThat(rows()).isEqualTo(1);
    List<Boolean> ends = new ArrayList<>();
    reports.ask("sip:nobody@pna.test", Wish.ON, "somebody", ends::add);
    assertThat(ends).containsExactly(false);
  }

  @Test
  void whoIsWatchedIsSubscribedToWhileSomebodyWatches() {
    subscribers(2);
    start(Whom.WATCHED);
    pass(Duration.ofSeconds(55), who(0));
    assertThat(server.asked).isEmpty();
    pass(Duration.ofSeconds(15), who(0));
    assertThat(server.isSubscribed(who(0))).isTrue();
    pass(Duration.ofHours(23), Duration.ofSeconds(1));
    assertThat(server.isSubscribed(who(0))).isTrue();
    pass(Duration.ofHours(2), Duration.ofSeconds(1));
    assertThat(server.count(Cancellation.class)).isEqualTo(1);
    assertThat(rows()).isZero();
  }

  @Test
  void whomTheServerDoesNotKnowIsAskedForAgainAfterADay() {
    subscribers(1);
    server.trouble = request -> FakeServer.failed(ShAnswer.Kind.UNKNOWN_USER, 5001);
    start(Whom.ALL);
    pass(Duration.ofHours(17), Duration.ofSeconds(1));
    assertThat(server.asked).hasSize(1);
    assertThat(count(REFUSED)).isEqualTo(1);
    start(Whom.ALL); // not after a restart either
    pass(Duration.ofMinutes(5));
    assertThat(server.asked).hasSize(1);
    ask(Wish.ON, 0); // but if somebody asks for it
    pass(Duration.ofSeconds(5));
    assertThat(server.asked).hasSize(2);
    server.trouble = request -> null;
    pass(Duration.ofHours(31), Duration.ofSeconds(10));
    assertThat(server.isSubscribed(who(0))).isTrue();
  }

  @Test
  void aServerThatDoesNotLetUsIsLeftAloneForAnHour() {
    subscribers(100);
    server.trouble = request -> FakeServer.failed(ShAnswer.Kind.NOT_ALLOWED, 5101);
    start(Whom.ALL);
    pass(Duration.ofSeconds(50), Duration.ofMillis(100));
    int first = server.asked.size();
    assertThat(first).isLessThan(RATE);
    assertThat(alarms()).extracting(Alarm::name).containsExactly("hss hss1 subscriptions");
    pass(Duration.ofMinutes(58), Duration.ofSeconds(1));
    assertThat(server.asked).hasSize(first);
    pass(Duration.ofMinutes(10), Duration.ofSeconds(1));
    assertThat(server.asked).hasSize(first + 1);
    server.trouble = request -> null;
    pass(Duration.ofHours(3), Duration.ofSeconds(1));
    assertThat(server.subscribed()).isEqualTo(100);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void oneWhoMayNotBeSubscribedToDoesNotStopTheOthers() {
    subscribers(100);
    server.trouble =
        request ->
            request.subscriber().equals(new PublicIdentity(who(50)))
                ? FakeServer.failed(ShAnswer.Kind.NOT_ALLOWED, 5104)
                : null;
    start(Whom.ALL);
    pass(Duration.ofHours(2), Duration.ofSeconds(1));
    assertThat(server.subscribed()).isEqualTo(99);
  }

  @Test
  void whatThereIsNotNeedNotBeEnded() {
    subscribers(2);
    start(Whom.ALL);
    pass(Duration.ofSeconds(2));
    server.forgetSubscriptions();
    start(Whom.NONE);
    pass(Duration.ofSeconds(2));
    assertThat(server.count(Cancellation.class)).isEqualTo(2);
    assertThat(count(ENDING)).isZero();
    assertThat(rows()).isZero();
  }

  @Test
  void whatCannotBeEndedEndsByItself() {
    subscribers(1);
    start(Whom.ALL);
    pass(Duration.ofSeconds(2));
    server.trouble = request -> FakeServer.lost();
    start(Whom.NONE);
    pass(Duration.ofHours(1), Duration.ofSeconds(1));
    assertThat(count(ENDING)).isEqualTo(1);
    assertThat(server.count(Cancellation.class)).isBetween(5L, 15L);
    pass(Duration.ofHours(25), Duration.ofSeconds(10));
    assertThat(count(ENDING)).isZero();
    assertThat(rows()).isZero();
  }

  @Test
  void aNoticeThatNobodyWantsHasTheSubscriptionEnded() {
    subscribers(2);
    start(Whom.LIST, who(1));
    pass(Duration.ofSeconds(2));
    subscriptions.unwanted(who(0));
    subscriptions.unwanted(who(0));
    subscriptions.unwanted(who(1));
    pass(Duration.ofSeconds(2));
    assertThat(server.count(Cancellation.class)).isEqualTo(1);
    assertThat(server.isSubscribed(who(1))).isTrue();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void thereIsABound() {
    most = 5;
    subscribers(10);
    start(Whom.ALL);
    pass(Duration.ofSeconds(5));
    assertThat(server.subscribed()).isEqualTo(5);
    int left =
        IntStream.range(0, 10).filter(i -> !state(i).equals("standing")).findFirst().orElseThrow();
    List<Boolean> ends = new ArrayList<>();
    reports.ask(who(left), Wish.ON, "somebody", ends::add);
    assertThat(ends).containsExactly(false);
  }

  @Test
  void underOverloadNothingGoes() {
    subscribers(5);
    isOverloaded = true;
    start(Whom.ALL);
    pass(Duration.ofSeconds(5));
    assertThat(server.asked).isEmpty();
    isOverloaded = false;
    pass(Duration.ofSeconds(5));
    assertThat(server.subscribed()).isEqualTo(5);
  }

  @Test
  void tenThousandComeToWhatIsWantedThroughTroubleAndKillsWithinTheBudget() {
    int count = 10_000;
    subscribers(count);
    Random random = new Random(7);
    server.trouble =
        request -> {
          int dice = random.nextInt(1000);
          return dice < 50
              ? FakeServer.failed(ShAnswer.Kind.NOT_AVAILABLE, 4100)
              : dice < 60 ? FakeServer.lost() : null;
        };
    start(Whom.ALL);
    pass(Duration.ofMinutes(2));
    start(Whom.ALL); // killed with requests under way
    pass(Duration.ofMinutes(5));
    server.forgetSubscriptions(); // the server has restarted
    subscriptions.refreshAll();
    pass(Duration.ofMinutes(60));
    assertThat(server.subscribed()).isEqualTo(count);
    assertThat(count(STANDING)).isEqualTo(count);
    pass(Duration.ofHours(26), Duration.ofMillis(500));
    assertThat(server.subscribed()).isEqualTo(count); // all were renewed
    int whenStanding = server.asked.size();

    start(Whom.NONE);
    pass(Duration.ofMinutes(2));
    start(Whom.NONE);
    pass(Duration.ofMinutes(60));
    assertThat(server.subscribed()).isZero();
    assertThat(rows()).isZero();
    assertThat(server.mostInASecond()).isLessThanOrEqualTo(RATE);
    System.out.printf(
        "stood a day with %d, ended with %d requests%n",
        whenStanding, server.asked.size() - whenStanding);
  }
}
