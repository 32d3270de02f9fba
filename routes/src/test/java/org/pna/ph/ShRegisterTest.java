package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.InterrogationFailure;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.RequestedNode;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/** Questions to a home subscriber server by Sh. */
class ShRegisterTest {
  private static final int RATE = 20;
  private static final Hlr HSS = new Hlr("hss1", new Way.Sh("ims", null), List.of("24099"), RATE);
  private static final Hlrs HLRS = new Hlrs(List.of(HSS));

  private final HandClock clock = new HandClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Alarms alarms = new Alarms(clock, meters);
  private final List<NetworkMessage> entered = new ArrayList<>();
  private final List<InquiryEnd> ends = new ArrayList<>();
  private final List<ShRequest.UserDataPull> asked = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final Deque<Runnable> due = new ArrayDeque<>();
  private Function<ShRequest.UserDataPull, ShAnswer.@Nullable Failed> trouble = pull -> null;
  private final Questioner questioner =
      new Questioner(
          HLRS,
          new HlrBudgets(HLRS, clock, meters),
          new Registers((request, answer) -> {}, Map.of("ims", this::send)),
          (message, end) -> {
            entered.add(message);
            end.accept(new Entrance.End(true, "tel:+1", true, null));
          },
          () -> false,
          alarms,
          clock,
          meters,
          new AskingSettings(1_000, 3, Duration.ofSeconds(2)));

  private void send(ShRequest request, Consumer<ShAnswer> answer) {
    ShRequest.UserDataPull pull = (ShRequest.UserDataPull) request;
    asked.add(pull);
    times.add(clock.instant());
    ShAnswer.Failed failed = trouble.apply(pull);
    ShAnswer said = failed == null ? new ShAnswer.Pulled(answer(pull, clock.instant())) : failed;
    due.add(() -> answer.accept(said));
  }

  private static UserDataAnswer answer(ShRequest.UserDataPull pull, Instant now) {
    boolean state = pull.reference() == DataReference.USER_STATE;
    ServedLocation where =
        new ServedLocation(new Location(Domain.CS, 3, null, null, null), "46700000001", false);
    ShData data =
        new ShData(
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            null,
            null,
            state ? CsUserState.CAMEL_BUSY : null,
            null,
            null,
            null,
            state ? null : where,
            null);
    return new UserDataAnswer(
        new Origin(now, new Place.Dialogue("ims", "1")),
        new Fingerprint(1, 1),
        "hss",
        List.of(pull.subscriber()),
        now,
        pull.reference(),
        pull.domain(),
        data);
  }

  private static List<SubscriberId> who(int number) {
    return List.of(
        new Imsi("24099%010d".formatted(number)), new Msisdn("1555%07d".formatted(number)));
  }

  private void pass(Duration time) {
    for (long at = 0; at < time.toMillis(); at += 50) {
      clock.advance(Duration.ofMillis(50));
      questioner.tick();
      while (!due.isEmpty()) {
        due.remove().run();
      }
    }
  }

  private static ShAnswer.Failed failed(ShAnswer.Kind kind, int code, boolean experimental) {
    return new ShAnswer.Failed(kind, code == 0 ? null : code, experimental, "of the test");
  }

  @Test
  void stateAndLocationEnterAsOneUnderAllNames() {
    questioner.ask(who(1), Domain.CS, Priority.SUSPECT, ends::add);
    pass(Duration.ofSeconds(1));
    assertThat(asked)
        .containsExactly(
            new ShRequest.UserDataPull(who(1).get(1), DataReference.USER_STATE, Domain.CS),
            new ShRequest.UserDataPull(
                who(1).get(1), DataReference.LOCATION_INFORMATION, Domain.CS));
    assertThat(entered).hasSize(1);
    UserDataAnswer told = (UserDataAnswer) entered.get(0);
    assertThat(told.subscriber()).isEqualTo(who(1));
    assertThat(told.reference()).isEqualTo(DataReference.USER_STATE);
    assertThat(told.askedAt()).isEqualTo(times.get(0));
    assertThat(told.data().csUserState()).isEqualTo(CsUserState.CAMEL_BUSY);
    assertThat(told.data().csLocation()).isNotNull();
    assertThat(ends).singleElement().extracting(InquiryEnd::told).isEqualTo(told);
  }

  @Test
  void thePacketNodesAreAskedAndAnIdentityServesWhereThereIsNoNumber() {
    PublicIdentity identity = new PublicIdentity("sip:ann@ims.example");
    questioner.ask(
        List.of(new Imsi("240990000000001"), identity), Domain.PS, Priority.BY_HAND, null);
    pass(Duration.ofSeconds(1));
    assertThat(asked).hasSize(2);
    assertThat(asked)
        .allSatisfy(
            pull -> {
              assertThat(pull.subscriber()).isEqualTo(identity);
              assertThat(pull.nodes())
                  .isEqualTo(Set.of(RequestedNode.MME, RequestedNode.SGSN, RequestedNode.AMF));
            });
  }

  @Test
  void nobodyIsAskedAboutByImsi() {
    List<SubscriberId> sim = List.of(new Imsi("240990000000001"));
    assertThat(questioner.open(sim)).isNull();
    assertThat(questioner.ask(sim, Domain.CS, Priority.RECORD, ends::add)).isFalse();
    assertThat(ends).singleElement().extracting(InquiryEnd::failure).isEqualTo("no-name");
    assertThat(entered).singleElement().isInstanceOf(InterrogationFailure.class);
    assertThat(asked).isEmpty();
  }

  /** Rule S5: both requests count. */
  @Test
  void neverMoreThanTheBudgetInAnySecond() {
    for (int i = 0; i < 200; i++) {
      questioner.ask(who(i), Domain.CS, Priority.SUSPECT, null);
    }
    pass(Duration.ofSeconds(10));
    int most = 0;
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      while (!times.get(from).plusSeconds(1).isAfter(times.get(i))) {
        from++;
      }
      most = Math.max(most, i - from + 1);
    }
    assertThat(most).isEqualTo(RATE);
    assertThat(entered).hasSizeBetween(90, 100);
  }

  @ParameterizedTest(name = "{0} {1}: {3} requests, {4}/s")
  @CsvSource({
    // kind, code, experimental, requests, rate afterwards, end
    "UNKNOWN_USER, 5001, true, 1, 20, error-5001",
    "NO_SUBSCRIPTION, 2001, false, 1, 20, no-data",
    "UNSUPPORTED, 5100, true, 1, 20, error-5100",
    "NOT_AVAILABLE, 4100, true, 3, 20, error-4100",
    "NOT_AVAILABLE, 4101, true, 3, 20, error-4101",
    "ERROR, 5004, false, 3, 20, error-5004",
    "PROTOCOL, 0, false, 3, 20, protocol",
    "UNREACHABLE, 0, false, 3, 20, unreachable",
  })
  void whatFailsForNowIsAskedAgain(
      ShAnswer.Kind kind, int code, boolean experimental, int requests, int rate, String end) {
    trouble = pull -> failed(kind, code, experimental);
    questioner.ask(who(1), Domain.CS, Priority.SUSPECT, ends::add);
    pass(Duration.ofSeconds(30));
    assertThat(asked).hasSize(requests);
    assertThat(rate()).isEqualTo(rate);
    assertThat(ends).singleElement().extracting(InquiryEnd::failure).isEqualTo(end);
    assertThat(entered).singleElement().isInstanceOf(InterrogationFailure.class);
  }

  @ParameterizedTest
  @CsvSource({"NOT_AVAILABLE, 3004", "ERROR, 5012", "TIMEOUT, 0"})
  void aServerInTroubleIsAskedLess(ShAnswer.Kind kind, int code) {
    trouble = pull -> failed(kind, code, false);
    questioner.ask(who(1), Domain.CS, Priority.SUSPECT, ends::add);
    pass(Duration.ofSeconds(1));
    assertThat(rate()).isEqualTo(RATE / 2);
    trouble = pull -> null;
    pass(Duration.ofSeconds(10));
    assertThat(ends).singleElement().extracting(InquiryEnd::failure).isNull();
  }

  private int rate() {
    return (int) meters.get("pna.ph.rate").gauge().value();
  }

  @Test
  void aServerThatDoesNotAllowUsIsTriedOnceAnHour() {
    trouble = pull -> failed(ShAnswer.Kind.NOT_ALLOWED, 5101, true);
    for (int i = 1; i <= 3; i++) {
      assertThat(questioner.isClosed(HSS)).as("refused of %s subscribers", i - 1).isFalse();
      questioner.ask(who(i), Domain.CS, Priority.SUSPECT, ends::add);
      pass(Duration.ofSeconds(1));
    }
    assertThat(questioner.isClosed(HSS)).isTrue();
    assertThat(questioner.ask(who(2), Domain.CS, Priority.SUSPECT, ends::add)).isFalse();
    assertThat(alarms.active())
        .singleElement()
        .extracting(Alarm::name)
        .isEqualTo("hlr hss1 interrogation");
    clock.advance(Duration.ofHours(1));
    trouble = pull -> null;
    assertThat(questioner.ask(who(2), Domain.CS, Priority.SUSPECT, ends::add)).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(alarms.active()).isEmpty();
    assertThat(questioner.isClosed(HSS)).isFalse();
  }

  /** DIAMETER_ERROR_OPERATION_NOT_ALLOWED is said of the user (TS 29.328 clause 6.2.2). */
  @Test
  void oneWhoMayNotBeAskedAboutClosesTheServerForNobody() {
    trouble =
        pull ->
            who(1).contains(pull.subscriber())
                ? failed(ShAnswer.Kind.NOT_ALLOWED, 5101, true)
                : null;
    for (int i = 1; i <= 9; i++) {
      questioner.ask(who(i % 2), Domain.CS, Priority.SUSPECT, ends::add);
      pass(Duration.ofSeconds(1));
    }
    assertThat(questioner.isClosed(HSS)).isFalse();
    assertThat(alarms.active()).isEmpty();
    assertThat(ends).filteredOn(end -> end.failure() == null).hasSize(4);
    assertThat(ends).filteredOn(end -> "error-5101".equals(end.failure())).hasSize(5);
  }

  @Test
  void whereTheLocationIsNotAllowedTheStateIsTold() {
    trouble =
        pull ->
            pull.reference() == DataReference.USER_STATE
                ? null
                : failed(ShAnswer.Kind.NOT_ALLOWED, 5102, true);
    for (int i = 0; i < 4; i++) {
      questioner.ask(who(i), Domain.CS, Priority.SUSPECT, ends::add);
      pass(Duration.ofSeconds(1));
    }
    assertThat(asked).hasSize(7); // the fourth time nobody is asked for his location
    assertThat(entered).hasSize(4).allMatch(UserDataAnswer.class::isInstance);
    assertThat(ends).hasSize(4).allMatch(end -> end.failure() == null);
    assertThat(questioner.isClosed(HSS)).isFalse();
    assertThat(alarms.active())
        .singleElement()
        .extracting(Alarm::name)
        .isEqualTo("hlr hss1 location");
    clock.advance(Duration.ofHours(1));
    trouble = pull -> null;
    questioner.ask(who(5), Domain.CS, Priority.SUSPECT, ends::add);
    pass(Duration.ofSeconds(1));
    assertThat(asked).hasSize(9);
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void aLocationThatFailsIsNotWaitedFor() {
    trouble =
        pull ->
            pull.reference() == DataReference.USER_STATE
                ? null
                : failed(ShAnswer.Kind.TIMEOUT, 0, false);
    questioner.ask(who(1), Domain.CS, Priority.SUSPECT, ends::add);
    pass(Duration.ofSeconds(5));
    assertThat(asked).hasSize(2);
    assertThat(entered).singleElement().isInstanceOf(UserDataAnswer.class);
    assertThat(meters.get("pna.ph.partly").tag("reason", "timeout").counter().count()).isOne();
  }

  /** CSIs are armed by MAP alone. */
  @Test
  void nobodyHeldByAnHssIsArmed() {
    Hlr hlr = new Hlr("hlr1", "msc1", "46700000007", List.of(), "46701", 20, 5);
    Hlrs armable = new Hlrs(List.of(HSS, hlr)).armable();
    assertThat(armable.all()).containsExactly(hlr);
    assertThat(armable.of(new Imsi("240990000000001"))).isNull();
    assertThat(armable.of(new Imsi("310260000000001"))).isEqualTo(hlr);
  }
}
