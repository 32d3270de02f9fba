package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationFailure;
import org.pna.model.message.map.InterrogationResult;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

class QuestionerTest {
  private static final Hlr HLR =
      new Hlr("hlr1", "msc1", FakeRegister.TITLE, List.of("24099"), FakeRegister.OURS, 20, 5);

  private final HandClock clock = new HandClock();
  private final FakeRegister register = new FakeRegister(clock);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Alarms alarms = new Alarms(clock, meters);
  private final AtomicBoolean overloaded = new AtomicBoolean();
  private final List<NetworkMessage> entered = new ArrayList<>();
  private final List<InquiryEnd> ends = new ArrayList<>();
  private Entrance.End entranceSays = new Entrance.End(true, "tel:+1", true, null);
  private Questioner questioner = questioner(1_000);

  private Questioner questioner(int queue) {
    return questioner(queue, new Hlrs(List.of(HLR)));
  }

  private Questioner questioner(int queue, Hlrs hlrs) {
    Questioner made =
        new Questioner(
            hlrs,
            new HlrBudgets(hlrs, clock, meters),
            new Registers(register, Map.of()),
            (message, end) -> {
              entered.add(message);
              end.accept(entranceSays);
            },
            overloaded::get,
            alarms,
            clock,
            meters,
            new AskingSettings(queue, 3, Duration.ofSeconds(2)));
    made.listen(ends::add);
    return made;
  }

  private static List<SubscriberId> who(int number) {
    return List.of(
        new Imsi("24099%010d".formatted(number)), new Msisdn("1555%07d".formatted(number)));
  }

  private boolean ask(int number, Priority priority) {
    return questioner.ask(who(number), Domain.CS, priority, null);
  }

  private void pass(Duration time) {
    for (long at = 0; at < time.toMillis(); at += 50) {
      clock.advance(Duration.ofMillis(50));
      questioner.tick();
      register.advance();
    }
  }

  private List<String> askedAbout() {
    return register.asked.stream()
        .map(one -> ((Imsi) one.request().subscriber()).digits().substring(5))
        .map(digits -> digits.replaceFirst("^0+(?=.)", ""))
        .toList();
  }

  /** Rule S5. */
  @Test
  void neverMoreThanTheBudgetInAnySecond() {
    for (int i = 0; i < 500; i++) {
      ask(i, Priority.SUSPECT);
    }
    pass(Duration.ofSeconds(10));
    assertThat(register.mostInASecond(HlrRequest.Interrogation.class, HlrRequest.class))
        .isEqualTo(20);
    assertThat(register.asked).hasSizeBetween(190, 200);
    assertThat(meters.get("pna.ph.questions").gauge().value()).isBetween(300.0, 315.0);
  }

  @Test
  void troubleHalvesTheBudgetAndAnswersGiveItBackSlowly() {
    register.trouble = request -> FakeRegister.error(34);
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(1));
    double halved = meters.get("pna.ph.rate").tag("kind", "interrogation").gauge().value();
    assertThat(halved).isEqualTo(10);
    assertThat(meters.get("pna.ph.rate").tag("kind", "modification").gauge().value()).isEqualTo(2);
    register.trouble = request -> null;
    for (int i = 2; i < 900; i++) {
      ask(i, Priority.SUSPECT);
    }
    pass(Duration.ofSeconds(15));
    double soon = meters.get("pna.ph.rate").tag("kind", "interrogation").gauge().value();
    assertThat(soon).isBetween(12.0, 16.0);
    pass(Duration.ofSeconds(30));
    assertThat(meters.get("pna.ph.rate").tag("kind", "interrogation").gauge().value())
        .isEqualTo(20);
  }

  @Test
  void whereThereIsNoWayToTheRegisterItIsTriedOnceASecond() {
    register.trouble = request -> new HlrAnswer.Failed(HlrAnswer.Kind.UNREACHABLE, null, "no link");
    for (int i = 0; i < 100; i++) {
      ask(i, Priority.SUSPECT);
    }
    pass(Duration.ofSeconds(6));
    assertThat(register.asked).hasSizeLessThan(60);
    assertThat(meters.get("pna.ph.rate").tag("kind", "interrogation").gauge().value())
        .isEqualTo(20);
  }

  @Test
  void theMostUrgentGoesFirstAndNobodyWaitsForEver() {
    ask(1_000_000, Priority.REVALIDATE);
    for (int i = 0; i < 100; i++) {
      ask(i, Priority.SUSPECT);
    }
    ask(2_000_000, Priority.BY_HAND);
    pass(Duration.ofSeconds(2));
    assertThat(askedAbout().get(0)).isEqualTo("2000000");
    assertThat(askedAbout().subList(1, 6)).containsExactly("0", "1", "2", "3", "4");
    assertThat(askedAbout()).contains("1000000");
  }

  @Test
  void theSameQuestionIsNotAskedTwice() {
    ask(1, Priority.REVALIDATE);
    ask(1, Priority.SUSPECT);
    questioner.tick();
    ask(1, Priority.NODE);
    pass(Duration.ofSeconds(2));
    assertThat(register.asked).hasSize(1);
    assertThat(ends).hasSize(1);
    assertThat(meters.get("pna.ph.asked").tag("priority", "SUSPECT").counter().count())
        .isEqualTo(1);
  }

  @Test
  void whatIsHeardWhileAQuestionIsUnderWayIsAskedAnew() {
    ask(1, Priority.RECORD);
    questioner.tick();
    ask(1, Priority.RECORD);
    pass(Duration.ofSeconds(2));
    assertThat(register.asked).hasSize(2);
  }

  /** Rule S6. */
  @Test
  void underOverloadOnlyWhatAnOperatorWaitsForIsAsked() {
    ask(1, Priority.SUSPECT);
    overloaded.set(true);
    assertThat(ask(2, Priority.REVALIDATE)).isFalse();
    assertThat(ask(3, Priority.RECORD)).isTrue();
    assertThat(ask(4, Priority.BY_HAND)).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(askedAbout()).containsExactly("4");
    overloaded.set(false);
    pass(Duration.ofSeconds(2));
    assertThat(askedAbout()).containsExactly("4", "1", "3");
  }

  @Test
  void atTheBoundTheLeastUrgentGoes() {
    questioner = questioner(2);
    ask(1, Priority.NODE);
    questioner.ask(who(2), Domain.CS, Priority.REVALIDATE, ends::add);
    assertThat(ask(3, Priority.REVALIDATE)).isFalse();
    assertThat(ask(4, Priority.SUSPECT)).isTrue();
    assertThat(ends).extracting(InquiryEnd::failure).containsExactly("no-room");
    assertThat(entered).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(askedAbout()).containsExactly("4", "1");
  }

  @Test
  void anAnswerEntersUnderAllNamesWithTheTimeOfItsRequest() {
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(1));
    InterrogationResult result = (InterrogationResult) entered.get(0);
    assertThat(result.subscriber()).isEqualTo(who(1));
    assertThat(result.askedAt()).isEqualTo(register.asked.get(0).time());
    assertThat(ends.get(0).told()).isEqualTo(result);
    assertThat(ends.get(0).failure()).isNull();
  }

  @Test
  void whatIsNotAnsweredIsAskedAgainLaterAndThenGivenUp() {
    register.next.add(FakeRegister.error(34));
    register.next.add(FakeRegister.timeout());
    ask(1, Priority.RECORD);
    pass(Duration.ofSeconds(60));
    assertThat(register.asked).hasSize(3);
    assertThat(Duration.between(register.asked.get(0).time(), register.asked.get(1).time()))
        .isBetween(Duration.ofMillis(2200), Duration.ofMillis(2400));
    assertThat(entered).hasSize(1).first().isInstanceOf(InterrogationResult.class);

    register.trouble = request -> FakeRegister.error(34);
    ask(2, Priority.RECORD);
    pass(Duration.ofSeconds(60));
    assertThat(register.asked).hasSize(6);
    InterrogationFailure failure = (InterrogationFailure) entered.get(1);
    assertThat(failure.subscriber()).isEqualTo(who(2));
    assertThat(failure.asked()).isEqualTo(Domain.CS);
    assertThat(failure.reason()).isEqualTo("error-34");
    assertThat(questioner.waiting()).isZero();
  }

  @Test
  void anAnswerThatTheRouteDoesNotTakeIsAskedForAgain() {
    entranceSays = new Entrance.End(false, null, false, "overloaded");
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(1));
    entranceSays = new Entrance.End(true, "tel:+1", false, null);
    pass(Duration.ofSeconds(5));
    assertThat(entered).hasSize(2);
    assertThat(ends).extracting(InquiryEnd::failure).containsOnlyNulls();
  }

  @Test
  void anUnknownSubscriberIsNotAskedForAgain() {
    register.next.add(FakeRegister.error(1));
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(30));
    assertThat(register.asked).hasSize(1);
    assertThat(ends).extracting(InquiryEnd::failure).containsExactly("error-1");
  }

  @Test
  void aRegisterThatForbidsIsLeftAloneWithAnAlarmAndTriedOnceAnHour() {
    register.trouble = request -> FakeRegister.error(49);
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(1));
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly("hlr hlr1 interrogation");
    assertThat(ask(2, Priority.SUSPECT)).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(ask(3, Priority.SUSPECT)).isTrue();
    assertThat(ask(4, Priority.SUSPECT)).isFalse();
    register.trouble = request -> null;
    pass(Duration.ofSeconds(1));
    assertThat(alarms.active()).isEmpty();
    assertThat(ask(5, Priority.SUSPECT)).isTrue();
    assertThat(askedAbout()).containsExactly("1", "3");
  }

  @Test
  void whomNoRegisterHoldsIsNotAskedAboutAndTheRecordGoesOnWithoutAnAnswer() {
    List<InquiryEnd> told = new ArrayList<>();
    boolean taken =
        questioner.ask(List.of(new Imsi("310260000000001")), Domain.PS, Priority.RECORD, told::add);
    assertThat(taken).isFalse();
    assertThat(told).extracting(InquiryEnd::failure).containsExactly("no-register");
    assertThat(entered).hasSize(1).first().isInstanceOf(InterrogationFailure.class);
  }

  @Test
  void anAnswerOfAnotherKindIsNoAnswer() {
    register.next.add(new HlrAnswer.Failed(HlrAnswer.Kind.PROTOCOL, null, "undecodable"));
    ask(1, Priority.SUSPECT);
    pass(Duration.ofSeconds(5));
    assertThat(register.asked).hasSize(2);
    assertThat(ends).extracting(InquiryEnd::failure).containsOnlyNulls();
  }

  @Test
  void aRegisterThatForbidsIsNotAskedWhatWaitsAlready() {
    register.trouble = request -> FakeRegister.error(49);
    for (int i = 0; i < 500; i++) {
      ask(i, Priority.RECORD);
    }
    pass(Duration.ofSeconds(30));
    assertThat(register.asked).hasSizeLessThan(10);
    assertThat(entered).hasSize(500).allMatch(InterrogationFailure.class::isInstance);
    assertThat(questioner.waiting()).isZero();
  }

  @Test
  void aRegisterThatIsDeadTakesNoRoomOfAnothers() {
    Hlr dead = new Hlr("hlr2", "msc1", "46700000007", List.of("31026"), FakeRegister.OURS, 20, 5);
    Hlrs hlrs = new Hlrs(List.of(HLR, dead));
    questioner = questioner(10, hlrs);
    for (int i = 0; i < 50; i++) {
      List<SubscriberId> who = List.of(new Imsi("31026%010d".formatted(i)));
      assertThat(questioner.ask(who, Domain.CS, Priority.SUSPECT, null)).isEqualTo(i < 10);
    }
    assertThat(questioner.hasRoom()).isTrue();
    assertThat(questioner.open(List.of(new Imsi("310260000000001")))).isNull();
    assertThat(questioner.open(who(1))).isEqualTo(HLR);
    assertThat(ask(1, Priority.REVALIDATE)).isTrue();
  }

  @Test
  void aWayThatFailsLosesNoQuestion() {
    register.throwing = 2;
    ask(1, Priority.RECORD);
    pass(Duration.ofSeconds(20));
    assertThat(register.asked).hasSize(1);
    assertThat(entered).hasSize(1).first().isInstanceOf(InterrogationResult.class);
    assertThat(questioner.waiting()).isZero();
  }
}
