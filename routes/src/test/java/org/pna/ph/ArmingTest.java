package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.Csi.Kind;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.pen.ReportingControl;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;

class ArmingTest {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int RATE = 100;

  private final HandClock clock = new HandClock();
  private final FakeRegister register = new FakeRegister(clock);
  private final MemoryStore store = new MemoryStore(1_000);
  private boolean takes = true;
  private final Directory directory = new Directory(HomeNetworks.NONE);
  private final SimDirectory sims = new SimDirectory(directory);
  private final List<NetworkMessage> entered = new ArrayList<>();
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Alarms alarms = new Alarms(clock, meters);
  private Hlr hlr = hlr(RATE);
  private Arming arming;
  private ReportingWishes wishes;
  private ArmingReports reports;

  private static Hlr hlr(int rate) {
    return new Hlr("hlr1", "msc1", FakeRegister.TITLE, List.of(), FakeRegister.OURS, 200, rate);
  }

  /** One by MAP, and one by Sh that holds the IMSIs of another network. */
  private List<Hlr> registers() {
    return List.of(hlr, new Hlr("hss1", new Way.Sh("hss", null), List.of("24098"), 200));
  }

  private static String imsi(int number) {
    return "24099%010d".formatted(number);
  }

  private static String presentity(int number) {
    return "tel:+1555%07d".formatted(number);
  }

  private void subscribers(int count) {
    for (int i = 0; i < count; i++) {
      directory.add(i + 1, imsi(i), "1555%07d".formatted(i), presentity(i));
      register.provision(imsi(i));
    }
  }

  private static ArmingSettings settings(ReportingSettings.Whom whom, String... listed) {
    return new ArmingSettings(
        new ReportingSettings(whom, Set.of(listed), Duration.ofSeconds(60), Duration.ofHours(24)),
        Set.of(Kind.M_CSI, Kind.MG_CSI),
        Set.of(100L),
        20_000);
  }

  private void start(ArmingSettings settings) {
    register.forget(); // what a killed one asked for it never hears
    meters = new SimpleMeterRegistry();
    alarms = new Alarms(clock, meters);
    Hlrs hlrs = new Hlrs(registers());
    arming =
        new Arming(
            settings,
            hlrs.armable(),
            new HlrBudgets(hlrs, clock, meters),
            register,
            (message, end) -> {
              if (takes) {
                entered.add(message);
              }
              end.accept(new Entrance.End(takes, null, false, null));
            },
            store,
            () -> false,
            alarms,
            clock,
            meters);
    arming.restore();
    ReportKeys keys = ArmingReports.keys(sims, directory, hlrs);
    wishes = new ReportingWishes(arming, settings.reporting(), keys, clock);
    reports = new ArmingReports(arming, settings, keys, wishes);
    wishes.begin();
  }

  private void pass(Duration time) {
    pass(time, Set.of());
  }

  private void pass(Duration time, Set<String> watched) {
    Instant end = clock.instant().plus(time);
    Instant second = clock.instant();
    while (clock.instant().isBefore(end)) {
      clock.advance(STEP);
      arming.tick();
      register.advance();
      if (!clock.instant().isBefore(second)) {
        second = second.plusSeconds(1);
        arming.look();
        wishes.watched(watched);
      }
    }
  }

  private void ask(ReportingControl.Wish wish, String presentity) {
    wishes.ask(presentity, wish, saved -> assertThat(saved).isTrue());
  }

  private long count(Class<? extends HlrRequest> kind) {
    return register.asked.stream().filter(one -> kind.isInstance(one.request())).count();
  }

  private int rows() {
    int[] rows = new int[1];
    store.scan(TableName.ARMING, "", (key, value) -> rows[0]++);
    return rows[0];
  }

  /** Rule S5: who it belongs to is asked first, and each of the two is changed by itself. */
  @Test
  void bothCsisAreArmedAfterAskingWhoseTheyAre() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(3));
    assertThat(register.asked)
        .extracting(one -> one.request().getClass().getSimpleName())
        .containsExactly("SubscriptionInterrogation", "Modification", "Modification");
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isTrue();
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
    assertThat(arming.isUnreported(imsi(0), Domain.CS)).isFalse();
    assertThat(entered).hasSize(3);
    pass(Duration.ofMinutes(10));
    assertThat(register.asked).hasSize(3);
  }

  @Test
  void onlyTheKindsAskedForAreTouched() {
    subscribers(1);
    ArmingSettings all = settings(ReportingSettings.Whom.ALL);
    start(new ArmingSettings(all.reporting(), Set.of(Kind.M_CSI), all.serviceKeys(), 100));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    assertThat(count(HlrRequest.Modification.class)).isEqualTo(1);
  }

  /** Rule S5. */
  @Test
  void anotherApplicationsCsiIsNeverTouched() {
    subscribers(3);
    register.csis.put(
        imsi(0) + Kind.M_CSI, new Csi(FakeRegister.CS_CODES, 100, "15559999999", true, false));
    register.csis.put(
        imsi(1) + Kind.M_CSI, new Csi(FakeRegister.CS_CODES, 7, FakeRegister.OURS, true, false));
    register.csis.put(
        imsi(2) + Kind.M_CSI, new Csi(List.of(0, 1), 100, FakeRegister.OURS, true, false));
    IntStream.range(0, 3).forEach(i -> register.csis.remove(imsi(i) + Kind.MG_CSI));
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(5));
    assertThat(count(HlrRequest.Modification.class)).isZero();
    assertThat(count(HlrRequest.SubscriptionInterrogation.class)).isEqualTo(6);
    assertThat(arming.counts(hlr))
        .containsEntry(CsiState.FOREIGN, 1)
        .containsEntry(CsiState.INCOMPLETE, 5);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("hlr hlr1 csi");
    SubscriptionResult told = (SubscriptionResult) entered.get(0);
    assertThat(told.csi(Kind.M_CSI)).isNotNull().extracting(Csi::active).isEqualTo(false);

    IntStream.range(0, 3).forEach(i -> register.provision(imsi(i)));
    pass(Duration.ofHours(31));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 6);
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void whatTheRegisterRefusesIsNotTriedAgainThatDayAndAlarmed() {
    subscribers(2);
    register.trouble =
        request -> request instanceof HlrRequest.Modification ? FakeRegister.error(61) : null;
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(30));
    assertThat(count(HlrRequest.Modification.class)).isEqualTo(4);
    assertThat(arming.counts(hlr)).containsEntry(CsiState.REFUSED, 4);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("hlr hlr1 csi");
    assertThat(arming.isUnreported(imsi(0), Domain.PS)).isTrue();
  }

  @Test
  void aRegisterThatRefusesEverybodyIsLeftAlone() {
    subscribers(500);
    register.trouble = request -> FakeRegister.error(60);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(30));
    assertThat(register.asked).hasSizeLessThan(60);
    assertThat(alarms.active()).extracting(Alarm::name).contains("hlr hlr1 arming");
    register.trouble = request -> null;
    pass(Duration.ofHours(1));
    assertThat(alarms.active()).extracting(Alarm::name).doesNotContain("hlr hlr1 arming");
    assertThat(register.isActive(imsi(499), Kind.M_CSI)).isTrue();
  }

  @Test
  void anAnswerThatGetsLostIsVerifiedByAsking() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    register.next.add(
        new HlrAnswer.Failed(HlrAnswer.Kind.ABORTED, null, "refused")); // the first interrogation
    pass(Duration.ofSeconds(8));
    register.trouble =
        request -> {
          if (request instanceof HlrRequest.Modification) {
            register.trouble = other -> null;
            return FakeRegister.timeout();
          }
          return null;
        };
    pass(Duration.ofMinutes(5));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
    // it was done, though nobody heard of it: asking is enough
    assertThat(count(HlrRequest.Modification.class)).isEqualTo(2);
    assertThat(count(HlrRequest.SubscriptionInterrogation.class)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aModificationThatWasUnderWayAtAKillIsFoundOutByAsking() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(3));
    ask(ReportingControl.Wish.OFF, presentity(0));
    pass(Duration.ofSeconds(3));
    ask(ReportingControl.Wish.ON, presentity(0));
    clock.advance(STEP);
    arming.tick();
    clock.advance(STEP);
    arming.tick(); // the request is there, the answer is not
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    start(settings(ReportingSettings.Whom.NONE));
    ask(ReportingControl.Wish.OFF, presentity(0));
    pass(Duration.ofSeconds(3));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isFalse();
  }

  @Test
  void anAcknowledgementWithoutTheStateIsNotBelieved() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    register.silentAcknowledgements = true;
    pass(Duration.ofSeconds(60));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
    assertThat(count(HlrRequest.SubscriptionInterrogation.class)).isEqualTo(3);
  }

  @Test
  void whatSomebodyTurnsOffIsArmedAgainUnlessItIsNotWanted() {
    subscribers(2);
    start(settings(ReportingSettings.Whom.LIST, presentity(0)));
    pass(Duration.ofMinutes(11));
    register.csis.put(imsi(0) + Kind.M_CSI, FakeRegister.csi(Kind.M_CSI, false));
    arming.modified(modified(0, FakeRegister.csi(Kind.M_CSI, false), false));
    arming.modified(modified(1, FakeRegister.csi(Kind.M_CSI, false), false));
    assertThat(arming.isUnreported(imsi(0), Domain.CS)).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isFalse();
    assertThat(arming.isUnreported(imsi(0), Domain.CS)).isFalse();
    int before = register.asked.size();
    arming.modified(modified(0, null, true));
    pass(Duration.ofMinutes(1));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.INCOMPLETE, 1);
    assertThat(register.asked).hasSize(before);
  }

  private SubscriberDataModified modified(int number, Csi mobility, boolean withdrawn) {
    return new SubscriberDataModified(
        new Origin(clock.instant(), new Place.Dialogue("l", "1")),
        new Fingerprint(1, number),
        new SccpAddress(FakeRegister.TITLE, -1, 6),
        new Imsi(imsi(number)),
        new Msisdn("1555%07d".formatted(number)),
        mobility,
        null,
        withdrawn,
        false);
  }

  @Test
  void armedAfterAMinuteOfWatchingAndDisarmedADayAfterTheLastWatcher() {
    subscribers(2);
    ArmingSettings watched = settings(ReportingSettings.Whom.WATCHED);
    start(watched);
    pass(Duration.ofSeconds(55), Set.of(presentity(0)));
    assertThat(register.asked).isEmpty();
    pass(Duration.ofSeconds(10), Set.of(presentity(0)));
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isTrue();
    pass(Duration.ofSeconds(30), Set.of(presentity(1)));
    pass(Duration.ofHours(12));
    start(watched);
    pass(Duration.ofHours(11));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    pass(Duration.ofHours(1));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(0), Kind.MG_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void whatPenAsksForComesBeforeTheConfigurationAndOutlivesARestart() {
    subscribers(2);
    start(settings(ReportingSettings.Whom.LIST, presentity(0)));
    ask(ReportingControl.Wish.ON, presentity(1));
    ask(ReportingControl.Wish.OFF, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isTrue();
    start(settings(ReportingSettings.Whom.LIST, presentity(0)));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(register.isActive(imsi(1), Kind.M_CSI)).isTrue();
    ask(ReportingControl.Wish.ON, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
  }

  /** A register may know of one CSI in a question only. */
  @Test
  void whatAnAnswerLeavesOutIsAskedForByItself() {
    subscribers(1);
    register.tellsOfOneOnly = true;
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    assertThat(asked()).containsExactly(Set.of(Kind.M_CSI, Kind.MG_CSI), Set.of(Kind.MG_CSI));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
    SubscriptionResult first = (SubscriptionResult) entered.get(0);
    assertThat(first.csi(Kind.MG_CSI)).isNull(); // nothing is said of it

    pass(Duration.ofHours(25)); // the daily sample is no reason for alarm either
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
    assertThat(count(HlrRequest.Modification.class)).isEqualTo(2);
    assertThat(asked()).hasSize(4);
    assertThat(meters.find("pna.ph.arming").tag("done", "full-check").counter()).isNull();
  }

  @Test
  void whatIsNotThereByItselfEitherIsIncompleteAndLookedForADayLater() {
    subscribers(1);
    register.tellsOfOneOnly = true;
    register.csis.remove(imsi(0) + Kind.MG_CSI);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofHours(1));
    assertThat(asked()).containsExactly(Set.of(Kind.M_CSI, Kind.MG_CSI), Set.of(Kind.MG_CSI));
    assertThat(arming.counts(hlr))
        .containsEntry(CsiState.ARMED, 1)
        .containsEntry(CsiState.INCOMPLETE, 1);
    register.provision(imsi(0));
    pass(Duration.ofHours(31));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
  }

  @Test
  void aKillBetweenTheTwoQuestionsAsksForBothAgain() {
    subscribers(1);
    register.tellsOfOneOnly = true;
    start(settings(ReportingSettings.Whom.ALL));
    while (asked().size() < 2) {
      pass(STEP);
    }
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
  }

  private List<Set<Kind>> asked() {
    return register.asked.stream()
        .map(FakeRegister.Asked::request)
        .filter(HlrRequest.SubscriptionInterrogation.class::isInstance)
        .map(one -> ((HlrRequest.SubscriptionInterrogation) one).csis())
        .toList();
  }

  @Test
  void whatIsAskedForIsOnDiskWhenItIsSaidToBe() {
    subscribers(2);
    start(settings(ReportingSettings.Whom.NONE));
    ask(ReportingControl.Wish.ON, presentity(0));
    List<Boolean> ends = new ArrayList<>();
    wishes.ask("tel:+1", ReportingControl.Wish.ON, ends::add);
    assertThat(ends).containsExactly(false);
    Instant asked = clock.instant();
    start(settings(ReportingSettings.Whom.NONE)); // killed before anything was sent
    pass(Duration.ofSeconds(5));
    ReportingStanding standing = reports.standings(presentity(0)).get(0);
    assertThat(standing.asked()).isEqualTo(new Asked(true, asked));
    assertThat(standing.settled()).isTrue();
    assertThat(standing.reports().get(0).state()).isEqualTo("armed");
    assertThat(standing.reports().get(0).since()).isBetween(asked, clock.instant());

    ask(ReportingControl.Wish.DEFAULT, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
    assertThat(arming.armament(imsi(0))).isEqualTo(Armament.NONE);
  }

  @Test
  void aSimOfAServerThatIsAskedByShIsLeftOut() throws Exception {
    String ann = presentity(1);
    subscribers(2);
    directory.add(3, "240980000000001", null, ann);
    directory.add(4, "240980000000002", null, "sip:bob@pna.test");
    start(settings(ReportingSettings.Whom.NONE));
    assertThat(reports.standings("sip:bob@pna.test")).isEmpty();
    assertThat(reports.standings(ann)).extracting(one -> one.name()).containsExactly(imsi(1));
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    reports.ask(ann, ReportingControl.Wish.OFF, "test", end::complete);
    assertThat(end.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatSomebodyAsksForComesBeforeWhatTheConfigurationWishes() {
    subscribers(2_000);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(2));
    List<String> last =
        IntStream.range(0, 2_000)
            .mapToObj(ArmingTest::imsi)
            .filter(
                imsi ->
                    register.asked.stream()
                        .noneMatch(one -> one.request().subscriber().equals(new Imsi(imsi))))
            .toList();
    assertThat(last).hasSizeGreaterThan(1_000);
    for (int i = 0; i < 2_000; i += 100) {
      ask(ReportingControl.Wish.ON, presentity(i));
    }
    pass(Duration.ofSeconds(2));
    for (int i = 0; i < 2_000; i += 100) {
      assertThat(register.isActive(imsi(i), Kind.MG_CSI)).isTrue();
    }
  }

  @Test
  void whatWasAskedForOfWhomTheDirectoryNamesNoMoreIsSwitchedOff() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.NONE));
    ask(ReportingControl.Wish.ON, presentity(0));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    directory.replace(directory.draft());
    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofSeconds(5));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void whatCannotBeSwitchedOffIsNotForgotten() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    register.trouble =
        request -> request instanceof HlrRequest.Modification ? FakeRegister.error(36) : null;
    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofHours(1));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.REFUSED, 2);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("hlr hlr1 csi");
    register.trouble = request -> null;
    pass(Duration.ofHours(31));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
    assertThat(rows()).isZero();
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void whoIsUnknownToTheRegisterIsLetGoWhenNotWanted() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    register.trouble = request -> FakeRegister.error(1);
    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofMinutes(5));
    assertThat(rows()).isZero();
  }

  @Test
  void whatTheOperatorMendedByARestartIsLookedAtAtOnce() {
    subscribers(1);
    register.csis.clear(); // nothing of it is armed, so the sample does not look at it
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.INCOMPLETE, 2);
    register.provision(imsi(0));
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofSeconds(5));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2);
  }

  /** That we may ask does not say that we may change. */
  @Test
  void aRegisterThatLetsNobodyBeChangedIsLeftAlone() {
    subscribers(500);
    register.trouble =
        request -> request instanceof HlrRequest.Modification ? FakeRegister.error(61) : null;
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(30));
    assertThat(count(HlrRequest.Modification.class)).isLessThan(60);
    assertThat(alarms.active()).extracting(Alarm::name).contains("hlr hlr1 arming");
    register.trouble = request -> null;
    pass(Duration.ofHours(2));
    assertThat(alarms.active()).extracting(Alarm::name).doesNotContain("hlr hlr1 arming");
  }

  @Test
  void anAnswerThatTheRouteDoesNotTakeIsAskedForAgain() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.ALL));
    takes = false;
    pass(Duration.ofSeconds(5));
    assertThat(entered).isEmpty();
    takes = true;
    pass(Duration.ofMinutes(15));
    assertThat(entered).isNotEmpty();
    assertThat(register.asked).hasSize(4);
  }

  @Test
  void aWayThatFailsLosesNoQuestion() {
    subscribers(20);
    register.throwing = 10;
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(1));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 40);
  }

  /** Rule S6: whoever watches now and then takes no room for it. */
  @Test
  void manyShortWatchesAreRememberedOnce() {
    subscribers(1);
    start(settings(ReportingSettings.Whom.WATCHED));
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(2), Set.of(presentity(0)));
      pass(Duration.ofSeconds(2));
    }
    assertThat(register.asked).isEmpty();
    pass(Duration.ofSeconds(65), Set.of(presentity(0)));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(2));
      pass(Duration.ofSeconds(2), Set.of(presentity(0)));
    }
    assertThat(wishes.remembered()).isLessThanOrEqualTo(2);
    pass(Duration.ofHours(23));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isTrue();
    pass(Duration.ofHours(2));
    assertThat(register.isActive(imsi(0), Kind.M_CSI)).isFalse();
  }

  /** Rule T14. */
  @Test
  void aRegisterThatForgotIsFoundOutByTheDailySample() {
    subscribers(400);
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(2));
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 800);
    IntStream.range(0, 400).forEach(i -> register.provision(imsi(i)));
    pass(Duration.ofHours(24));
    assertThat(IntStream.range(0, 400).filter(i -> register.isActive(imsi(i), Kind.M_CSI)))
        .hasSize(400);
  }

  @Test
  void tenThousandAreArmedAndDisarmedThroughTroubleAndKillsWithinTheBudget() {
    int count = 10_000;
    subscribers(count);
    Random random = new Random(7);
    register.trouble =
        request -> {
          int dice = random.nextInt(1000);
          return dice < 50 ? FakeRegister.error(34) : dice < 60 ? FakeRegister.timeout() : null;
        };
    start(settings(ReportingSettings.Whom.ALL));
    pass(Duration.ofMinutes(3));
    start(settings(ReportingSettings.Whom.ALL)); // killed with requests under way
    pass(Duration.ofMinutes(90));
    assertThat(active(count)).isEqualTo(2 * count);
    assertThat(arming.counts(hlr)).containsEntry(CsiState.ARMED, 2 * count);
    long whenArmed = register.asked.size();

    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofMinutes(3));
    start(settings(ReportingSettings.Whom.NONE));
    pass(Duration.ofMinutes(90));
    assertThat(active(count)).isZero();
    assertThat(rows()).isZero();
    assertThat(register.mostInASecond(HlrRequest.Modification.class, HlrRequest.class))
        .isLessThanOrEqualTo(RATE);
    System.out.printf(
        "armed with %d, disarmed with %d requests%n", whenArmed, register.asked.size() - whenArmed);
  }

  private int active(int count) {
    int active = 0;
    for (int i = 0; i < count; i++) {
      for (Kind kind : Kind.values()) {
        active += register.isActive(imsi(i), kind) ? 1 : 0;
      }
    }
    return active;
  }
}
