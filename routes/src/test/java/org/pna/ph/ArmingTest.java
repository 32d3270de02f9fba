package org.pna.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.Csi.Kind;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.routes.Alarm;

class ArmingTest extends ArmingFixture {
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
}
