package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.Urgency;
import org.pna.model.message.Origin;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationResult;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Sessions;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.Upkeep;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.pna.routes.Suspects;

class RepairTest {
  private static final Hlr HLR =
      new Hlr("hlr1", "msc1", FakeRegister.TITLE, List.of(), FakeRegister.OURS, 100, 20);
  private static final ReportingNode VLR = new ReportingNode("15550000001", null);
  private static final Place PLACE = new Place.Dialogue("msc1", "1");

  private final HandClock clock = new HandClock();
  private final Instant start = clock.instant();
  private final FakeRegister register = new FakeRegister(clock);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryStore store = new MemoryStore(10_000);
  private final Directory directory = new Directory(HomeNetworks.NONE);
  private final SimDirectory sims = new SimDirectory(directory);
  private final Suspects suspects = new Suspects(5_000, directory, store, meters, () -> {});
  private final AtomicBoolean overloaded = new AtomicBoolean();
  private final Set<String> unreported = new HashSet<>();
  private final Set<String> watched = new HashSet<>();
  private final Questioner questioner;
  private final Repair repair;

  RepairTest() {
    Hlrs hlrs = new Hlrs(List.of(HLR));
    questioner =
        new Questioner(
            hlrs,
            new HlrBudgets(hlrs, clock, meters),
            new Registers(register, Map.of()),
            (message, end) -> {
              if (message instanceof InterrogationResult result) {
                taken(result);
              }
              end.accept(new Entrance.End(true, null, false, null));
            },
            overloaded::get,
            new Alarms(clock, meters),
            clock,
            meters,
            new AskingSettings(2_000, 3, Duration.ofSeconds(2)));
    repair =
        new Repair(
            questioner,
            suspects,
            store,
            sims,
            (imsi, domain) -> unreported.contains(imsi + domain),
            node -> "4917".equals(node.number().substring(0, 4)) ? "26202" : null,
            new RepairSettings(Duration.ofHours(24), Duration.ofMinutes(10)),
            clock);
    for (int i = 0; i < 3_000; i++) {
      directory.add(i + 1, imsi(i), msisdn(i), presentity(i));
    }
  }

  private static String imsi(int number) {
    return "24099%010d".formatted(number);
  }

  private static String msisdn(int number) {
    return "1555%07d".formatted(number);
  }

  private static String presentity(int number) {
    return "tel:+" + msisdn(number);
  }

  /** As the route would: what is heard is as old as the request, and clears the suspect. */
  private void taken(InterrogationResult result) {
    if (!(result.subscriber().get(0) instanceof Imsi named)) {
      return;
    }
    String imsi = named.digits();
    int number = Integer.parseInt(imsi.substring(5));
    hold(number, result.asked(), result.askedAt(), VLR);
    suspects.accepted(imsi, result.asked(), result.askedAt());
  }

  private void hold(int number, @Nullable Domain domain, Instant heard, ReportingNode node) {
    PresentityRecord before = store.load(presentity(number));
    SimFacts sim =
        before.sims().isEmpty()
            ? SimFacts.unknown(imsi(number), "urn:uuid:" + number).withMsisdn(msisdn(number))
            : before.sims().get(0);
    for (Domain each : Domain.values()) {
      if (domain == null || domain == each) {
        sim = sim.with(each, facts(heard, node));
      }
    }
    store.append(before.with(List.of(sim)), null, Urgency.TRANSITION, failure -> {});
  }

  /** His node is known from the register alone. */
  private void silence(int number) {
    PresentityRecord before = store.load(presentity(number));
    SimFacts sim = before.sims().get(0);
    DomainFacts facts = sim.cs().with(sim.cs().upkeep().polled(true));
    store.append(
        before.with(List.of(sim.with(Domain.CS, facts))), null, Urgency.TRANSITION, failure -> {});
  }

  private static DomainFacts facts(Instant heard, ReportingNode node) {
    return new DomainFacts(
        DomainFacts.Attached.YES,
        true,
        DomainFacts.Means.OPEN,
        null,
        node,
        null,
        null,
        null,
        null,
        new Evidence(Source.PC, "noteMM-Event", "02", heard, PLACE),
        null,
        Sessions.NONE,
        Upkeep.NONE,
        null);
  }

  private void refuse(List<SubscriberId> names, @Nullable Domain domain) {
    suspects.refused(
        new Refusal(new Origin(clock.instant(), PLACE), names, VLR, domain, "no room"));
  }

  private void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    Instant second = clock.instant();
    while (clock.instant().isBefore(end)) {
      clock.advance(Duration.ofMillis(100));
      questioner.tick();
      register.advance();
      if (!clock.instant().isBefore(second)) {
        second = second.plusSeconds(1);
        repair.sweep(watched);
      }
    }
  }

  private List<String> asked() {
    return register.asked.stream()
        .map(one -> (HlrRequest.Interrogation) one.request())
        .map(
            one ->
                Integer.parseInt(((Imsi) one.subscriber()).digits().substring(5))
                    + " "
                    + one.domain())
        .toList();
  }

  /** Rule T1. */
  @Test
  void suspectsAreAskedAboutAndClearedByTheAnswer() {
    refuse(List.of(new Imsi(imsi(1))), Domain.CS);
    refuse(List.of(new Imsi(imsi(2))), null);
    pass(Duration.ofSeconds(5));
    assertThat(asked()).containsExactlyInAnyOrder("1 CS", "2 CS", "2 PS");
    assertThat(suspects.subscribers()).isZero();
  }

  /** Whom the directory knows by the number alone. */
  @Test
  void aSuspectByItsNumberIsAskedAboutByItAndSettledByTheAnswer() {
    directory.add(4_000, null, "15559000001", "tel:+15559000001");
    refuse(List.of(new Msisdn("15559000001")), Domain.CS);
    assertThat(suspects.subscribers()).isEqualTo(1);
    pass(Duration.ofSeconds(5));
    assertThat(register.asked).hasSize(1);
    assertThat(register.asked.get(0).request().subscriber()).isEqualTo(new Msisdn("15559000001"));
    assertThat(suspects.subscribers()).isZero();
  }

  /** Facts are kept by IMSI: by it is asked wherever it is known. */
  @Test
  void aSuspectByItsIdentityIsAskedAboutByItsImsi() {
    Identities byAnyName = names -> new Identification.Known(presentity(7), List.of());
    Suspects others = new Suspects(10, byAnyName, store, meters, () -> {});
    others.refused(
        new Refusal(
            new Origin(clock.instant(), PLACE),
            List.of(new PublicIdentity("sip:ann@pna.test")),
            VLR,
            Domain.PS,
            "no room"));
    AskedLately lately = new AskedLately();
    questioner.listen(lately::ended);
    SuspectSweep sweep = new SuspectSweep(questioner, others, sims, lately, clock);
    sweep.run();
    pass(Duration.ofSeconds(2));
    assertThat(asked()).containsExactly("7 PS");
    sweep.run();
    assertThat(others.subscribers()).isZero();
  }

  @Test
  void whoIsNotAnsweredForStaysSuspectAndIsAskedAboutAgainLater() {
    register.trouble = request -> FakeRegister.error(1);
    refuse(List.of(new Imsi(imsi(1))), Domain.CS);
    pass(Duration.ofMinutes(9));
    assertThat(register.asked).hasSize(1);
    assertThat(suspects.subscribers()).isEqualTo(1);
    register.trouble = request -> null;
    pass(Duration.ofMinutes(2));
    assertThat(register.asked).hasSize(2);
    assertThat(suspects.subscribers()).isZero();
  }

  @Test
  void thousandsOfSuspectsAreRepairedWithinTheBudgetWhileOthersGetTheirTurn() {
    IntStream.range(0, 1_000).forEach(i -> refuse(List.of(new Imsi(imsi(i))), null));
    hold(2_000, null, start.minus(Duration.ofDays(2)), VLR);
    watched.add(presentity(2_000));
    pass(Duration.ofSeconds(12));
    assertThat(asked()).contains("2000 CS");
    pass(Duration.ofSeconds(12));
    assertThat(suspects.subscribers()).isZero();
    assertThat(register.mostInASecond(HlrRequest.Interrogation.class, HlrRequest.class))
        .isLessThanOrEqualTo(100);
  }

  /** Rule T14. */
  @Test
  void aSuspectNodeIsSoundAgainOnceAllItsWatchedSubscribersAreAnsweredFor() {
    for (int i = 0; i < 20; i++) {
      hold(i, null, start.minusSeconds(60), i < 10 ? VLR : new ReportingNode("15559999999", null));
    }
    IntStream.range(5, 15).forEach(i -> watched.add(presentity(i)));
    register.trouble =
        request ->
            ((Imsi) request.subscriber()).digits().equals(imsi(9)) ? FakeRegister.error(1) : null;
    pass(Duration.ofSeconds(3));
    assertThat(register.asked).isEmpty();
    refuse(List.of(), null);
    pass(Duration.ofSeconds(20));
    assertThat(asked().stream().map(one -> one.split(" ")[0]).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("5", "6", "7", "8", "9");
    assertThat(suspects.nodes()).isEqualTo(1);
    register.trouble = request -> null;
    pass(Duration.ofMinutes(11));
    assertThat(suspects.nodes()).isZero();

    int before = register.asked.size();
    watched.add(presentity(0)); // was not watched when its node was suspect
    watched.add(presentity(16));
    pass(Duration.ofSeconds(5));
    assertThat(asked().subList(before, register.asked.size()))
        .containsExactlyInAnyOrder("0 CS", "0 PS");
  }

  /** Rule T7. */
  @Test
  void onlyWhoIsWatchedAndOldIsRevalidatedAndNotAllTheTime() {
    hold(1, Domain.CS, start.minus(Duration.ofHours(23)), VLR);
    hold(1, Domain.PS, start, VLR);
    hold(2, Domain.CS, start.minus(Duration.ofHours(23)), VLR);
    watched.add(presentity(1));
    pass(Duration.ofMinutes(50));
    assertThat(register.asked).isEmpty();
    register.trouble = request -> FakeRegister.error(1);
    pass(Duration.ofMinutes(60));
    assertThat(asked()).containsExactly("1 CS");
    pass(Duration.ofMinutes(60));
    assertThat(asked()).containsExactly("1 CS", "1 CS");
  }

  /** A restart may come between the first watcher and the first question. */
  @Test
  void whoWasWatchedBeforeAndOfWhomNothingWasEverHeardIsAskedAboutOnceADay() {
    hold(1, Domain.CS, start, VLR);
    watched.addAll(Set.of(presentity(1), presentity(2)));
    pass(Duration.ofHours(2));
    assertThat(asked()).containsExactlyInAnyOrder("1 PS", "2 CS", "2 PS");
    register.trouble = request -> FakeRegister.error(1);
    hold(3, Domain.CS, clock.instant(), VLR);
    watched.clear();
    pass(Duration.ofSeconds(2));
    assertThat(asked()).hasSize(3);
  }

  /** Rule T11. */
  @Test
  void whoseEventsAreNotReportedIsPolled() {
    hold(1, null, start, VLR);
    watched.add(presentity(1));
    unreported.add(imsi(1) + Domain.CS);
    pass(Duration.ofMinutes(31));
    assertThat(asked()).containsExactly("1 CS", "1 CS", "1 CS");
  }

  /** Rule T11. */
  @Test
  void whoIsKnownByAskingAloneIsPolledWhileWatchedAndHisNetworkNamed() {
    for (int i = 1; i <= 3; i++) {
      ReportingNode node = new ReportingNode(i == 3 ? "33600000001" : "4917000000" + i, null);
      hold(i, Domain.CS, start, node);
      silence(i);
    }
    watched.add(presentity(1));
    watched.add(presentity(3));
    pass(Duration.ofMinutes(5));
    assertThat(asked()).containsExactlyInAnyOrder("1 PS", "3 PS"); // never heard of there
    register.asked.clear();
    assertThat(repair.silent())
        .containsExactlyInAnyOrder(
            new SilentNetwork(SilentNetwork.Kind.PLMN, "26202", 1),
            new SilentNetwork(SilentNetwork.Kind.NODE, "33600000001", 1));
    pass(Duration.ofMinutes(6));
    assertThat(asked()).containsExactlyInAnyOrder("1 CS", "3 CS");
    pass(Duration.ofSeconds(5));
    assertThat(repair.silent()).isEmpty(); // as the answers are held here, their nodes report
  }

  @Test
  void networksThatDoNotReportAreBounded() {
    SilentNetworks silent = new SilentNetworks(node -> null);
    silent.begin();
    for (int i = 0; i < 150; i++) {
      DomainFacts facts = facts(start, new ReportingNode("49" + i, null));
      facts = facts.with(facts.upkeep().polled(true));
      silent.count(SimFacts.unknown(imsi(i), "urn:x").with(Domain.CS, facts));
      silent.count(SimFacts.unknown(imsi(i), "urn:x").with(Domain.PS, facts));
    }
    assertThat(silent.last()).isEmpty();
    silent.end();
    assertThat(silent.last()).hasSize(101);
    assertThat(silent.last().get(99).subscribers()).isEqualTo(2);
    assertThat(silent.last().get(100))
        .isEqualTo(new SilentNetwork(SilentNetwork.Kind.OTHERS, "", 100));
  }

  @Test
  void whoBeginsToBeWatchedIsAskedAboutAtOnceIfWhatIsHeldIsOldOrNothing() {
    hold(1, null, start.minus(Duration.ofDays(2)), VLR);
    hold(2, null, start.minusSeconds(60), VLR);
    pass(Duration.ofSeconds(2));
    watched.addAll(Set.of(presentity(1), presentity(2), presentity(3)));
    pass(Duration.ofSeconds(2));
    assertThat(asked()).containsExactlyInAnyOrder("1 CS", "1 PS", "3 CS", "3 PS");
    watched.clear();
    pass(Duration.ofSeconds(2));
    watched.add(presentity(3));
    pass(Duration.ofSeconds(2));
    assertThat(register.asked).hasSize(4);
  }

  /** Rule T1. */
  @Test
  void aSuspicionThatNoAnswerSettlesIsAskedAboutEverMoreSeldom() {
    register.trouble = request -> FakeRegister.error(1);
    suspects.refused(
        new Refusal(
            new Origin(clock.instant(), PLACE),
            List.of(new Imsi(imsi(1))),
            VLR,
            Domain.CS,
            "overloaded"));
    pass(Duration.ofHours(1));
    assertThat(register.asked).hasSizeBetween(5, 7);
    pass(Duration.ofHours(47));
    assertThat(register.asked).hasSizeBetween(20, 50);
  }

  /** Rule S6. */
  @Test
  void underOverloadNobodyIsPolled() {
    overloaded.set(true);
    hold(1, null, start.minus(Duration.ofDays(2)), VLR);
    watched.add(presentity(1));
    pass(Duration.ofSeconds(10));
    assertThat(register.asked).isEmpty();
    overloaded.set(false);
    pass(Duration.ofSeconds(10));
    assertThat(register.asked).hasSize(2);
  }
}
