package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.message.map.Csi.Kind;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.publisher.pen.ReportingControl;
import org.pna.routes.Alarm;

/** Registers that refuse, fail or forget, and kills, while CSIs are armed. */
class ArmingTroubleTest extends ArmingFixture {
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
