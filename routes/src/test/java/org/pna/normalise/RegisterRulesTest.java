package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.adapter.ph.SubscriptionAdapter;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.store.Upkeep;

/** What the home register answers and tells (reference point Ph by MAP). */
class RegisterRulesTest {
  private static final String CS = "3GPP-CS";
  private static final String PS = "3GPP-PS";
  private static final SccpAddress HLR = new SccpAddress("46700000000", -1, 6);

  private final Subscriber alice = new Subscriber();
  private final CallLines network = new CallLines(alice);
  private final Subscriber bob = Subscriber.withPh();
  private final CallLines asked = new CallLines(bob);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        // before, state, then: CS network, cs-voice with its reason, session participation
        "-                | ASSUMED_IDLE          | active     | OPEN   | closed",
        "-                | CAMEL_BUSY            | active     | OPEN   | open",
        "-                | IMSI_DETACHED         | terminated | CLOSED | -",
        "-                | MS_PURGED             | terminated | CLOSED | -",
        "-                | NOT_REGISTERED        | terminated | CLOSED | -",
        "-                | RESTRICTED_AREA       | -          | CLOSED restrictedArea | -",
        "-                | NOT_PROVIDED_FROM_VLR | -          | -      | -",
        "02               | ASSUMED_IDLE          | active HOME | OPEN  | closed",
        "02               | CAMEL_BUSY            | active HOME | OPEN  | open",
        "02               | IMSI_DETACHED         | terminated | CLOSED | -",
        "02               | RESTRICTED_AREA       | active HOME | OPEN restrictedArea | -",
        "02               | NOT_PROVIDED_FROM_VLR | active HOME | OPEN  | -",
        "03               | ASSUMED_IDLE          | active HOME | OPEN  | closed",
        "04               | ASSUMED_IDLE          | active HOME | OPEN  | closed",
        "IDP c1, ERB c1 7 | ASSUMED_IDLE          | active HOME | OPEN  | closed",
        "IDP c1, ERB c1 7 | CAMEL_BUSY            | active HOME | OPEN  | open SPEECH",
        "IDP c1, ERB c1 7 | IMSI_DETACHED         | terminated | CLOSED | closed",
        "IDP c1, ERB c1 7 | NOT_PROVIDED_FROM_VLR | active HOME | OPEN  | open SPEECH",
      })
  @DisplayName("each CS state says its row of the normalisation table")
  void csRows(
      @Nullable String before,
      String state,
      @Nullable String cs,
      @Nullable String voice,
      @Nullable String participation) {
    if (before != null) {
      network.hear(before.split(", "));
    }
    network.hear("ATI " + state);
    assertThat(alice.network(CS)).isEqualTo(cs);
    assertThat(said("cs-voice")).isEqualTo(voice);
    assertThat(alice.participation()).isEqualTo(participation);
    assertThat(alice.network(PS)).isNull();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        // before, state, then: PS network, ps-data
        "-             | PS_DETACHED                 | terminated           | CLOSED",
        "-             | PS_ATTACHED_NOT_REACHABLE   | active not-reachable | CLOSED",
        "-             | PS_ATTACHED_REACHABLE       | active               | -",
        "-             | PS_PDP_ACTIVE_NOT_REACHABLE | active not-reachable | CLOSED",
        "-             | PS_PDP_ACTIVE_REACHABLE     | active               | OPEN",
        "-             | NOT_REGISTERED              | terminated           | CLOSED",
        "-             | NOT_PROVIDED_FROM_SGSN_OR_MME | -                  | -",
        "IDPGPRS r1 12 | PS_DETACHED                 | terminated           | CLOSED",
        "IDPGPRS r1 12 | PS_ATTACHED_NOT_REACHABLE   | active not-reachable HOME | CLOSED",
        "IDPGPRS r1 12 | PS_ATTACHED_REACHABLE       | active HOME          | CLOSED",
        "IDPGPRS r1 12 | PS_PDP_ACTIVE_NOT_REACHABLE | active not-reachable HOME | CLOSED",
        "IDPGPRS r1 12 | PS_PDP_ACTIVE_REACHABLE     | active HOME          | OPEN",
        "IDPGPRS r1 12 | NOT_PROVIDED_FROM_SGSN_OR_MME | active HOME        | OPEN",
      })
  @DisplayName("each PS state says its row of the normalisation table")
  void psRows(@Nullable String before, String state, @Nullable String ps, @Nullable Basic data) {
    if (before != null) {
      network.hear(before.split(", "));
    }
    network.hear("ATIPS " + state);
    assertThat(alice.network(PS)).isEqualTo(ps);
    assertThat(alice.means("ps-data")).isEqualTo(data);
    assertThat(alice.network(CS)).isNull();
  }

  @Test
  @DisplayName("not reachable, and yet a PDP context is kept: it is open when paging works again")
  void keptContext() {
    network.hear("ATIPS PS_PDP_ACTIVE_NOT_REACHABLE", "80");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
    network.hear("ATIPS PS_ATTACHED_REACHABLE");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("T7: what the home register does not tell leaves all as it is, and marks it stale")
  void notTold() {
    network.hear("02");
    alice.at(5);
    network.hear("ATI NOT_PROVIDED_FROM_VLR 1");
    assertThat(alice.published()).isFalse();
    assertThat(alice.sim().cs().upkeep().staleSince()).isEqualTo(Subscriber.START.plusSeconds(4));
    network.hear("00");
    assertThat(alice.sim().cs().upkeep()).isEqualTo(Upkeep.NONE);
  }

  @Test
  @DisplayName("T4: the home register's negatives need not come from the serving node")
  void negativeOfTheRegister() {
    Subscriber carol = new Subscriber(new TrustedNodes(List.of("999")));
    CallLines line = new CallLines(carol);
    carol.hears(0x02, "999");
    line.hear("ATI IMSI_DETACHED");
    assertThat(carol.ignored()).isNull();
    assertThat(carol.network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T3: an answer has the time of its question: what is heard in between wins")
  void answerIsAsOldAsItsQuestion() {
    alice.at(10);
    network.hear("02");
    alice.at(12);
    network.hear("ATI IMSI_DETACHED 3");
    assertThat(alice.ignored()).isEqualTo("older");
    assertThat(alice.network(CS)).isEqualTo("active HOME");
    network.hear("ATI IMSI_DETACHED 1");
    assertThat(alice.network(CS)).isEqualTo("terminated");
  }

  @ParameterizedTest
  @CsvSource({"ATI MS_PURGED", "ATI NOT_REGISTERED"})
  @DisplayName("T14: a node's word of less than an hour stands until the register says it twice")
  void purgedTwice(String purged) {
    asked.hear("02");
    bob.until(60);
    asked.hear(purged);
    assertThat(bob.published()).isFalse();
    assertThat(bob.rule()).isEqualTo("T14");
    bob.until(300);
    asked.hear(purged);
    assertThat(bob.network(CS)).isEqualTo("active HOME");
    bob.until(659);
    assertThat(bob.queries()).isEmpty();
    bob.until(660);
    assertThat(bob.queries()).containsExactly("CS CONFIRM");
    asked.hear(purged);
    assertThat(bob.network(CS)).isEqualTo("terminated");
    assertThat(bob.sim().cs().upkeep().question()).isNull();
  }

  @Test
  @DisplayName("T14: without anybody to ask a second answer counts all the same")
  void purgedTwiceInATrace() {
    network.hear("83");
    alice.until(60);
    network.hear("ATIPS NOT_REGISTERED");
    alice.until(700);
    network.hear("ATIPS NOT_REGISTERED");
    assertThat(alice.network(PS)).isEqualTo("terminated");
  }

  @ParameterizedTest
  @CsvSource({"00, 700", "-, 4000"})
  @DisplayName("T14: what is heard meanwhile, or an hour without a second answer, ends it")
  void purgedOnce(String meanwhile, int seconds) {
    asked.hear("02");
    bob.until(60);
    asked.hear("ATI NOT_REGISTERED");
    if (!meanwhile.equals("-")) {
      asked.hear(meanwhile);
    }
    bob.until(seconds);
    assertThat(bob.network(CS)).isEqualTo("active HOME");
    assertThat(bob.sim().cs().upkeep().question()).isNull();
  }

  @Test
  @DisplayName("T14: a node's word that is older than an hour does not stand against the register")
  void purgedLater() {
    network.hear("02");
    alice.until(3600);
    network.hear("ATI MS_PURGED");
    assertThat(alice.network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("the answer names the serving node, whose negatives count from then on")
  void servingNode() {
    network.hear("02");
    interrogated(SubscriberState.ASSUMED_IDLE, "46701000009", null);
    network.hear("03");
    assertThat(alice.ignored()).isEqualTo("not-serving");
    alice.hears(0x03, "46701000009");
    assertThat(alice.network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T11: the answer's place says where the subscriber is, at home or not")
  void place() {
    interrogated(
        SubscriberState.ASSUMED_IDLE, null, new Location(Domain.CS, 3, CallLines.CELL, null, null));
    assertThat(alice.network(CS)).isEqualTo("active HOME");
    assertThat(alice.cell()).isEqualTo("240-99-7-4711");
    Device device = alice.devices().get(0);
    assertThat(device.location().time()).isEqualTo(Subscriber.START.minusSeconds(180));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "46701000009, 24099, active HOME",
        "46701000009, 26202, active VISITED",
        "46701000009, -, active HOME", // by the table of nodes
        "49170000001, -, active VISITED",
        "33600000001, -, active", // not as the node before
        "-, -, active VISITED", // it is the same node, for all that is known
      })
  @DisplayName("T11: each answer says whether the subscriber is at home, if anything in it does")
  void roaming(@Nullable String vlr, @Nullable String plmn, String network) {
    alice.hears(0x01, "46701000001", "46701000001", Subscriber.IMSI, "26201", 1, null);
    assertThat(alice.network(CS)).isEqualTo("active VISITED");
    interrogated(SubscriberState.ASSUMED_IDLE, vlr, plmn == null ? null : in(plmn));
    assertThat(alice.network(CS)).isEqualTo(network);
  }

  private static Location in(String plmn) {
    Plmn network = new Plmn(plmn.substring(0, 3), plmn.substring(3));
    return new Location(Domain.CS, 0, null, new LocationArea(network, 9), null);
  }

  @ParameterizedTest
  @EnumSource(
      value = SubscriberState.class,
      names = {"ASSUMED_IDLE", "CAMEL_BUSY", "IMSI_DETACHED", "RESTRICTED_AREA"})
  @DisplayName("T11: a serving node of which only the register tells does not report")
  void silentNode(SubscriberState state) {
    network.hear("02");
    alice.at(9);
    interrogated(state, CallLines.VLR, null);
    assertThat(alice.sim().cs().upkeep().polled()).isFalse();
    interrogated(state, "46701000009", null);
    assertThat(alice.sim().cs().upkeep().polled()).isTrue();
    assertThat(alice.sim().ps().upkeep().polled()).isFalse();
    assertThat(alice.sim().cs().node().number()).isEqualTo("46701000009");
    alice.at(20);
    network.hear("IDP c1", "ERB c1 7", "ERB c1 9"); // no mobility event
    interrogated(state, "46701000009", null);
    assertThat(alice.sim().cs().upkeep().polled()).isTrue();
    alice.hears(0x00, "46701000009");
    assertThat(alice.sim().cs().upkeep().polled()).isFalse();
  }

  @Test
  @DisplayName("T11: what the node before said may be wrong at once when the answer says no state")
  void silentNodeWithoutState() {
    network.hear("02");
    alice.at(9);
    interrogated(SubscriberState.NOT_PROVIDED_FROM_VLR, "46701000009", null);
    assertThat(alice.published()).isFalse();
    Upkeep upkeep = alice.sim().cs().upkeep();
    assertThat(upkeep.polled()).isTrue();
    assertThat(upkeep.staleSince()).isEqualTo(Subscriber.START.plusSeconds(9));
    network.hear("03"); // of the node before
    assertThat(alice.ignored()).isEqualTo("not-serving");
  }

  @Test
  @DisplayName("T11: a node that has reported since the question does report")
  void nodeThatReportsSince() {
    network.hear("02");
    alice.at(10);
    alice.hears(0x01, "46701000009");
    alice.at(5);
    interrogated(SubscriberState.ASSUMED_IDLE, "46701000005", null);
    interrogated(SubscriberState.NOT_PROVIDED_FROM_VLR, "46701000005", null);
    assertThat(alice.sim().cs().upkeep().polled()).isFalse();
    assertThat(alice.sim().cs().node().number()).isEqualTo("46701000009");
  }

  @Test
  @DisplayName("T11: two names of different kinds are not two nodes")
  void nodeByItsTitle() {
    alice.hears(0x02, null, "46701000099", Subscriber.IMSI, "24099", 1, null);
    interrogated(SubscriberState.ASSUMED_IDLE, "46701000009", null);
    assertThat(alice.sim().cs().upkeep().polled()).isFalse();
  }

  @Test
  @DisplayName("mobility events that no longer come change no document; what is held is stale")
  void reportingLost() {
    network.hear("02");
    alice.at(9);
    network.hear("NSDM CS false");
    assertThat(alice.published()).isFalse();
    assertThat(alice.rule()).isEqualTo("CSI");
    Upkeep upkeep = alice.sim().cs().upkeep();
    assertThat(upkeep.reporting()).isEqualTo(Upkeep.Reporting.LOST);
    assertThat(upkeep.staleSince()).isEqualTo(Subscriber.START.plusSeconds(9));
    Csi csi = new Csi(List.of(2), 1, "4670", true, true);
    alice.hears(
        new SubscriptionAdapter(),
        new SubscriptionResult(
            origin(), new Fingerprint(0, 1), HLR, names(), alice.now(), false, csi, null));
    assertThat(alice.sims()).isEqualTo(1);
    assertThat(alice.sim().cs().upkeep().reporting()).isEqualTo(Upkeep.Reporting.ARMED);
    assertThat(alice.sim().cs().upkeep().staleSince()).isNotNull();
    network.hear("00");
    assertThat(alice.sim().cs().upkeep().staleSince()).isNull();
  }

  @Test
  @DisplayName("T5: a SIM that is first known by its number alone is the one that comes with it")
  void knownByNumber() {
    interrogated(SubscriberState.ASSUMED_IDLE, null, null);
    assertThat(alice.sim().imsi()).isEmpty();
    String device = alice.devices().get(0).deviceId();
    network.hear("03");
    assertThat(alice.sims()).isEqualTo(1);
    assertThat(alice.sim().imsi()).isEqualTo(Subscriber.IMSI);
    assertThat(alice.devices().get(0).deviceId()).isNotEqualTo(device);
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.CLOSED);
    interrogated(SubscriberState.CAMEL_BUSY, null, null);
    assertThat(alice.sims()).isEqualTo(1);
    assertThat(alice.participation()).isEqualTo("open");
  }

  private void interrogated(
      SubscriberState state, @Nullable String vlr, @Nullable Location location) {
    alice.hears(
        new InterrogationAdapter(),
        new InterrogationResult(
            origin(),
            new Fingerprint(0, 0),
            HLR,
            names(),
            alice.now(),
            Domain.CS,
            state,
            null,
            location,
            vlr,
            null,
            null));
  }

  private Origin origin() {
    return new Origin(alice.now(), new Place.Dialogue("hlr1", "1"));
  }

  private static List<org.pna.model.SubscriberId> names() {
    return List.of(new Msisdn("15551230001"));
  }

  private @Nullable String said(String tuple) {
    var found = alice.tuple(tuple);
    return found == null
        ? null
        : found.basic() + (found.reason() == null ? "" : " " + found.reason());
  }
}
