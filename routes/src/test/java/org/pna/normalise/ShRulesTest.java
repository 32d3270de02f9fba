package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Plmn;
import org.pna.model.PublicIdentity;
import org.pna.model.message.sh.ServedLocation;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.Question;

/** What the home subscriber server says by Sh: rules I3, T3, T7, T11, T12 and T13. */
class ShRulesTest {
  private static final int DAY = 24 * 3600;
  private static final PublicIdentity OFFICE = new PublicIdentity("sip:office@pna.test");

  private final Subscriber subscriber = new Subscriber();
  private final ShLines hss = new ShLines(subscriber);

  private String ims() {
    Tuple tuple = subscriber.tuple("ims");
    return tuple == null
        ? "none"
        : tuple.basic()
            + " "
            + tuple.registration()
            + " "
            + tuple.contact()
            + (tuple.reason() == null ? "" : " " + tuple.reason());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("each state of IMS, pushed and answered (T13)")
  void registration(boolean pushed) {
    tells("IMS 1", pushed, 1);
    assertThat(ims()).isEqualTo("OPEN ACTIVE " + ShLines.ALICE);
    assertThat(subscriber.network("IMS")).isEqualTo("active");
    tells("IMS 0", pushed, 2);
    assertThat(ims()).isEqualTo("CLOSED TERMINATED " + ShLines.ALICE);
    assertThat(subscriber.network("IMS")).isEqualTo("terminated");
    tells("IMS 2", pushed, 3);
    assertThat(ims()).isEqualTo("CLOSED TERMINATED " + ShLines.ALICE + " unregisteredServices");
    assertThat(subscriber.network("IMS")).isEqualTo("terminated");
    tells("IMS 3", pushed, 4);
    assertThat(subscriber.published()).isFalse();
    tells("IMS 1", pushed, 5);
    assertThat(ims()).isEqualTo("OPEN ACTIVE " + ShLines.ALICE);
    assertThat(subscriber.means("cs-voice")).isNull();
    assertThat(subscriber.means("ps-data")).isNull();
  }

  private void tells(String state, boolean pushed, int second) {
    if (pushed) {
      hss.pushes(state, second);
    } else {
      hss.answers(state, second, second + 1);
    }
  }

  @Test
  @DisplayName("T3: a push between question and answer wins; I3: the newer of two wins")
  void answerIsAsOldAsItsQuestion() {
    hss.pushes("IMS 1", 10);
    hss.answers("IMS 0", 9, 11);
    assertThat(ims()).startsWith("OPEN");
    assertThat(subscriber.ignored()).isEqualTo("older");
    hss.answers("IMS 0", 12, 13);
    assertThat(ims()).startsWith("CLOSED");
    assertThat(subscriber.ignored()).isNull();
    assertThat(subscriber.rule()).isEqualTo(Rules.NETWORK);
    hss.answers("EPS 4", 12, 14);
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("active");
    hss.pushes("EPS 0", 13);
    hss.answers("EPS 4", 12, 15);
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("terminated");
  }

  @Test
  void theSameAgainIsNoChange() {
    hss.pushes("IMS 1", 1);
    hss.pushes("IMS 1", 2);
    assertThat(subscriber.published()).isFalse();
    NetworkFacts held = subscriber.sim().networks().get(0);
    assertThat(held.changedAt()).isEqualTo(Subscriber.START.plusSeconds(1));
    assertThat(held.evidence().time()).isEqualTo(Subscriber.START.plusSeconds(2));
  }

  @Test
  @DisplayName("T7: a registration that nobody renews is removed, not closed")
  void lifetime() {
    hss.pushes("IMS 1", 0);
    hss.pushes("IMS 1", DAY);
    subscriber.until(8 * DAY - 1);
    assertThat(ims()).startsWith("OPEN");
    subscriber.until(8 * DAY + 1);
    assertThat(ims()).isEqualTo("none");
    assertThat(subscriber.network("IMS")).isNull();
    assertThat(subscriber.sims()).isZero();
    assertThat(subscriber.wakeAt()).isNull();
  }

  @Test
  @DisplayName("T7: a session in EPS is believed for a day, the attachment for a week")
  void lifetimeOfASession() {
    hss.pushes("EPS 4", 0);
    subscriber.until(DAY - 1);
    assertThat(subscriber.means("ps-data")).isEqualTo(Basic.OPEN);
    subscriber.until(DAY + 1);
    assertThat(subscriber.means("ps-data")).isNull();
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("active");
    subscriber.until(7 * DAY + 1);
    assertThat(subscriber.network("3GPP-EPS")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0, terminated, CLOSED, CLOSED",
        "1, active not-reachable, CLOSED, CLOSED",
        "2, active, -, CLOSED",
        "3, active not-reachable, CLOSED, CLOSED",
        "4, active, OPEN, OPEN",
        "6, terminated, CLOSED, CLOSED",
      })
  @DisplayName("the states of EPS and 5GS say what those of PS say, each of its network")
  void packetAccess(int state, String network, Basic first, Basic afterConnected) {
    for (String name : new String[] {"EPS", "5GS", "PS"}) {
      Subscriber fresh = new Subscriber();
      new ShLines(fresh).pushes(name + " " + state, 1);
      assertThat(fresh.network("3GPP-" + name)).isEqualTo(network);
      assertThat(fresh.means("ps-data")).as(name).isEqualTo(first);
      Subscriber connected = new Subscriber();
      ShLines lines = new ShLines(connected);
      lines.pushes(name + " 4", 1);
      assertThat(connected.means("ps-data")).isEqualTo(Basic.OPEN);
      lines.pushes(name + " " + state, 2);
      assertThat(connected.means("ps-data")).as(name).isEqualTo(afterConnected);
      assertThat(connected.network("3GPP-" + name)).isEqualTo(network);
    }
  }

  @Test
  @DisplayName("T12: who is reachable again has the session that was kept")
  void reachableAgain() {
    hss.pushes("EPS 4", 1);
    hss.pushes("EPS 3", 2);
    assertThat(subscriber.means("ps-data")).isEqualTo(Basic.CLOSED);
    hss.pushes("EPS 4", 3);
    assertThat(subscriber.means("ps-data")).isEqualTo(Basic.OPEN);
  }

  @Test
  void whatIsNotProvidedMarksStaleAndChangesNothing() {
    hss.pushes("EPS 5", 0);
    assertThat(subscriber.sims()).isZero();
    hss.pushes("EPS 4", 1);
    hss.answers("EPS 5", 2, 3);
    assertThat(subscriber.published()).isFalse();
    NetworkFacts stale = subscriber.sim().networks().get(0);
    Instant since = Subscriber.START.plusSeconds(2);
    assertThat(stale.staleSince()).isEqualTo(since);
    assertThat(stale.evidence().code()).isEqualTo("4");
    hss.answers("EPS 5", 4, 5);
    assertThat(subscriber.sim().networks().get(0).staleSince()).isEqualTo(since);
    hss.pushes("EPS 2", 6);
    assertThat(subscriber.sim().networks().get(0).staleSince()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CS 0, active, OPEN, open",
        "CS 1, terminated, CLOSED, -",
        "CS 2, active, OPEN, closed",
        "CS 3, -, -, -"
      })
  void circuitSwitched(String state, String network, Basic means, String participation) {
    hss.answers(state, 1, 2);
    assertThat(subscriber.network("3GPP-CS")).isEqualTo(network);
    assertThat(subscriber.means("cs-voice")).isEqualTo(means);
    assertThat(subscriber.participation()).isEqualTo(participation);
  }

  @Test
  @DisplayName("T3: a mobility event between question and answer wins")
  void mobilityWins() {
    subscriber.at(10).hears(2, "46701");
    hss.answers("CS 1", 9, 11);
    assertThat(subscriber.means("cs-voice")).isEqualTo(Basic.OPEN);
    assertThat(subscriber.ignored()).isEqualTo("older");
    hss.answers("CS 1", 12, 13);
    assertThat(subscriber.means("cs-voice")).isEqualTo(Basic.CLOSED);
    hss.answers("CS 3", 14, 15);
    assertThat(subscriber.published()).isFalse();
    assertThat(subscriber.sim().cs().upkeep().staleSince())
        .isEqualTo(Subscriber.START.plusSeconds(14));
  }

  @Test
  @DisplayName("T11: a place says home or visited; T1: it settles no doubt of the state")
  void place() {
    Cell cell = new Cell(new LocationArea(new Plmn("262", "02"), 7), 4711, false);
    hss.answers("CS 2", 0, 1);
    assertThat(subscriber.settled()).isTrue();
    ServedLocation abroad =
        new ServedLocation(new Location(Domain.CS, 2, cell, null, null), "49170", false);
    hss.answers(abroad, 300, 301);
    assertThat(subscriber.settled()).isFalse();
    assertThat(subscriber.cell()).isEqualTo("262-02-7-4711");
    assertThat(subscriber.network("3GPP-CS")).isEqualTo("active VISITED");
    assertThat(subscriber.sim().cs().locatedAt())
        .isEqualTo(Subscriber.START.plusSeconds(300 - 120));
  }

  @Test
  @DisplayName("a place alone answers no question of the state")
  void placeIsNoAnswer() {
    Subscriber asking = Subscriber.withPh();
    ShLines lines = new ShLines(asking);
    lines.answers("CS 0", 0, 1);
    Question asked = asking.sim().cs().upkeep().question();
    assertThat(asked).isNotNull();
    Cell cell = new Cell(new LocationArea(new Plmn("240", "99"), 7), 4711, false);
    Location there = new Location(Domain.CS, 0, cell, null, null);
    lines.answers(new ServedLocation(there, "46701", false), 2, 3);
    assertThat(asking.sim().cs().upkeep().question()).isEqualTo(asked);
    assertThat(asking.participation()).isEqualTo("open");
    lines.answers("CS 2", 4, 5);
    assertThat(asking.sim().cs().upkeep().question()).isNull();
  }

  @Test
  void identitiesAreKeptApartAndOneThatIsRegisteredOpens() {
    hss.pushes("IMS 1", 1);
    hss.naming(OFFICE).pushes("IMS 0", 2);
    assertThat(ims()).isEqualTo("OPEN ACTIVE " + ShLines.ALICE);
    hss.pushes("IMS 1", 3);
    hss.naming(new PublicIdentity(ShLines.ALICE)).pushes("IMS 0", 4);
    assertThat(ims()).isEqualTo("OPEN ACTIVE " + OFFICE.uri());
    hss.naming(OFFICE).pushes("IMS 0", 5);
    assertThat(ims()).isEqualTo("CLOSED TERMINATED " + ShLines.ALICE);
    assertThat(subscriber.sims()).isOne();
    assertThat(subscriber.devices()).hasSize(1);
  }

  @Test
  void identityUnknownIsAnyOfTheSims() {
    hss.naming(new Msisdn("15551230001")).answers("IMS 1", 0, 1);
    assertThat(ims()).isEqualTo("OPEN ACTIVE null");
    hss.naming(new PublicIdentity(ShLines.ALICE), new Msisdn("15551230001")).pushes("IMS 0", 2);
    assertThat(ims()).isEqualTo("CLOSED TERMINATED " + ShLines.ALICE);
    hss.naming(new Msisdn("15551230001")).answers("IMS 1", 3, 4);
    assertThat(ims()).isEqualTo("OPEN ACTIVE " + ShLines.ALICE);
    assertThat(subscriber.sim().networks()).hasSize(1);
  }

  @Test
  void identitiesAreBounded() {
    for (int i = 0; i < 3 * Networks.MAX; i++) {
      hss.naming(new PublicIdentity("sip:" + (i * 7 % 30) + "@pna.test")).pushes("IMS 1", i);
    }
    assertThat(subscriber.sim().networks()).hasSize(Networks.MAX);
    assertThat(subscriber.sim().networks())
        .allSatisfy(
            facts ->
                assertThat(facts.evidence().time())
                    .isAfterOrEqualTo(Subscriber.START.plusSeconds(2 * Networks.MAX)));
    assertThat(subscriber.sim().networks().stream().map(NetworkFacts::identity)).isSorted();
  }

  @Test
  void anIdentityAloneJoinsTheOnlySim() {
    hss.naming(new PublicIdentity(ShLines.ALICE)).pushes("IMS 1", 0);
    String device = subscriber.sim().deviceId();
    assertThat(device).isNotEqualTo(new DeviceIds("test").of(""));
    subscriber.at(1).hears(2, "46701");
    assertThat(subscriber.sims()).isOne();
    assertThat(subscriber.sim().imsi()).isEqualTo(Subscriber.IMSI);
    assertThat(ims()).startsWith("OPEN");
    assertThat(Objects.requireNonNull(subscriber.tuple("ims")).deviceIds())
        .containsExactly(subscriber.sim().deviceId());
    hss.pushes("IMS 0", 2);
    assertThat(subscriber.sims()).isOne();
    assertThat(ims()).startsWith("CLOSED");
  }

  @Test
  void anIdentityAloneIsNoneOfSeveralSims() {
    subscriber.hears(2, "46701");
    hss.naming(new Imsi("240991234567891")).answers("CS 2", 1, 2);
    hss.naming(new PublicIdentity(ShLines.ALICE)).pushes("IMS 1", 3);
    assertThat(subscriber.sims()).isEqualTo(3);
    hss.pushes("IMS 0", 4);
    subscriber.at(5).hears(0, "46701");
    assertThat(subscriber.sims()).isEqualTo(3);
    assertThat(ims()).isEqualTo("CLOSED TERMINATED " + ShLines.ALICE);
  }

  @Test
  void aRegistrationStaysWithItsSim() {
    hss.pushes("IMS 1", 0);
    hss.naming(
            new PublicIdentity(ShLines.ALICE), new Imsi("240991234567891"), new Msisdn("1555000"))
        .pushes("IMS 0", 1);
    assertThat(subscriber.sims()).isOne();
    assertThat(subscriber.sim().msisdn()).isNull();
    assertThat(ims()).startsWith("CLOSED");
  }

  @ParameterizedTest
  @CsvSource({
    "IMS 1,IMS 0,IMS",
    "EPS 4,EPS 0,3GPP-EPS",
    "EPS 4,EPS 3,3GPP-EPS",
    "5GS 2,5GS 0,3GPP-5GS"
  })
  @DisplayName("a negative in a mass waits, and a positive word of the network calls it back (T15)")
  void mass(String there, String gone, String network) {
    String active = "active";
    hss.pushes(there, 1);
    subscriber.holding(at(120));
    hss.pushes(gone, 2);
    assertThat(subscriber.rule()).isEqualTo("T15");
    assertThat(subscriber.published()).isFalse();
    assertThat(subscriber.network(network)).isEqualTo(active);
    assertThat(subscriber.wakeAt()).isEqualTo(at(120));
    hss.pushes(there, 3);
    subscriber.until(121);
    assertThat(subscriber.network(network)).isEqualTo(active);

    subscriber.holding(at(240));
    hss.pushes(gone, 122);
    subscriber.holding(at(600));
    hss.pushes(gone, 123);
    assertThat(subscriber.wakeAt()).as("it waits no longer than the first").isEqualTo(at(240));
    hss.answers(there, 110, 124);
    assertThat(subscriber.ignored()).as("what was so before it").isEqualTo("older");
    assertThat(subscriber.timePasses(at(240), new Subscriber.Policy(null, at(250)))).isTrue();
    assertThat(subscriber.network(network)).isEqualTo(active);
    assertThat(subscriber.wakeAt()).isEqualTo(at(250));
    assertThat(subscriber.timePasses(at(250), new Subscriber.Policy(null, null))).isTrue();
    assertThat(subscriber.network(network)).isNotEqualTo(active).isNotNull();
  }

  private static Instant at(int second) {
    return Subscriber.START.plusSeconds(second);
  }
}
