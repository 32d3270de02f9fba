package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.normalise.Subscriber.IMSI;
import static org.pna.normalise.Subscriber.START;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Device;

class NormaliserTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String VLR = "46701000001";
  private static final String OTHER_VLR = "46701000002";
  private static final String SGSN = "46702000001";
  private static final String OTHER_SGSN = "46702000002";
  private static final String CS = "3GPP-CS";
  private static final String PS = "3GPP-PS";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        // code, then: CS network, PS network, cs-voice, ps-data
        "00, active HOME, -, OPEN, -",
        "01, active HOME, -, OPEN, -",
        "02, active HOME, -, OPEN, -",
        "03, terminated, -, CLOSED, -",
        "04, terminated, -, CLOSED, -",
        "80, -, active HOME, -, -",
        "81, -, active HOME, -, -",
        "82, -, -, -, -",
        "83, -, active HOME, -, -",
        "84, -, terminated, -, CLOSED",
        "85, -, terminated, -, CLOSED",
        "86, -, active not-reachable HOME, -, CLOSED",
      })
  @DisplayName("each MM-Code says its row of the normalisation table")
  void rows(String code, String cs, String ps, Basic voice, Basic data) {
    Subscriber alice = new Subscriber().hears(Integer.parseInt(code, 16), VLR);
    assertThat(alice.network(CS)).isEqualTo(cs);
    assertThat(alice.network(PS)).isEqualTo(ps);
    assertThat(alice.means("cs-voice")).isEqualTo(voice);
    assertThat(alice.means("ps-data")).isEqualTo(data);
    assertThat(alice.ignored()).isNull();
  }

  @Test
  void implicitDetachSaysWhyUntilTheNextAttach() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).hears(0x04, VLR);
    assertThat(alice.tuple("cs-voice").reason()).isEqualTo("implicit");
    alice.hears(0x02, VLR);
    assertThat(alice.tuple("cs-voice").reason()).isNull();
  }

  @Test
  void voiceIsReachedByTheNumber() {
    Subscriber alice = new Subscriber().hears(0x02, VLR);
    assertThat(alice.tuple("cs-voice").contact()).isEqualTo("tel:+15551230001");
  }

  @Test
  void gprsAttachLeavesTheDataMeansAsItWas() {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).hears(0x84, SGSN).hears(0x83, SGSN);
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("I3: of two reports the later one wins")
  void olderReportChangesNothing() {
    Subscriber alice = new Subscriber().at(10).hears(0x03, VLR).at(9).hears(0x02, VLR);
    assertThat(alice.ignored()).isEqualTo(Arbitration.OLDER);
    assertThat(alice.network(CS)).isEqualTo("terminated");
    alice.at(10).hears(0x02, VLR);
    assertThat(alice.network(CS)).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("T3: the age of location moves only the location's time stamp")
  void ageMovesTheLocationOnly() {
    Subscriber alice = new Subscriber().at(0).hears(0x00, VLR, VLR, IMSI, "24099", 5, 3).at(60);
    Device device = alice.devices().get(0);
    assertThat(device.location().time()).isEqualTo(START.minusSeconds(180));
    assertThat(device.timestamp()).isEqualTo(START);
  }

  @ParameterizedTest
  @CsvSource({"03, 02", "04, 02", "84, 83", "85, 83", "86, 83", "82, 83"})
  @DisplayName("T4: a negative from a node that does not serve changes nothing")
  void negativeFromAnotherNode(String negative, String attach) {
    Subscriber alice =
        new Subscriber()
            .hears(Integer.parseInt(attach, 16), VLR)
            .at(5)
            .hears(Integer.parseInt(negative, 16), OTHER_VLR);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    assertThat(alice.network(attach.equals("02") ? CS : PS)).isEqualTo("active HOME");
    assertThat(alice.wakeAt()).isEqualTo(START.plus(WEEK));
  }

  @Test
  @DisplayName("T4: the calling global title stands in for a number that is not given")
  void globalTitleStandsIn() {
    Subscriber alice = new Subscriber().hears(0x02, VLR, "46709999999", IMSI, "24099", 1, null);
    alice.hears(0x03, null, OTHER_VLR, IMSI, null, 0, null);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    alice.hears(0x03, null, "46709999999", IMSI, null, 0, null);
    assertThat(alice.ignored()).isNull();
    assertThat(alice.network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T4: without a known serving node the negative stands")
  void negativeWithoutServingNode() {
    assertThat(new Subscriber().hears(0x03, VLR).network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T4: 01 and 81 come from the new node, which serves from then on")
  void moveToAnotherNode() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).hears(0x01, OTHER_VLR).hears(0x03, VLR);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    alice.hears(0x03, OTHER_VLR);
    assertThat(alice.network(CS)).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T4: 81 cancels a pending 82")
  void moveWithinTheGrace() {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).at(1).hears(0x82, SGSN);
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(11));
    alice.at(3).hears(0x81, OTHER_SGSN);
    assertThat(alice.timePasses()).isFalse();
    assertThat(alice.network(PS)).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("T4: an 82 after an 81 from another SGSN is ignored")
  void lateGoodbye() {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).hears(0x81, OTHER_SGSN);
    alice.hears(0x82, SGSN);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    assertThat(alice.wakeAt()).isEqualTo(START.plus(WEEK));
  }

  @Test
  @DisplayName("82 and nobody takes the subscriber: the PS state is removed, not closed")
  void graceRunsOut() {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).hears(0x84, SGSN).hears(0x83, SGSN);
    alice.hears(0x82, SGSN);
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.network(PS)).isNull();
    assertThat(alice.tuple("ps-data")).isNull();
    alice.hears(0x83, OTHER_SGSN);
    assertThat(alice.network(PS)).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("T7: what is past its lifetime is removed, each domain by its own last report")
  void lifetime() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(60).hears(0x83, SGSN);
    assertThat(alice.timePasses(START.plus(WEEK).minusNanos(1), HoldPolicy.NONE)).isFalse();
    assertThat(alice.timePasses(START.plus(WEEK), HoldPolicy.NONE)).isTrue();
    assertThat(alice.tuple("cs-voice")).isNull();
    assertThat(alice.network(CS)).isNull();
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(60).plus(WEEK));
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.elements()).isEmpty();
    assertThat(alice.wakeAt()).isNull();
  }

  @Test
  @DisplayName("T7: a report that changes nothing renews the lifetime, and asks for no new alarm")
  void renewed() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(3600).hears(0x00, VLR);
    assertThat(alice.wakeAt()).isEqualTo(START.plus(WEEK));
    assertThat(alice.timePasses()).isFalse();
    assertThat(alice.timePasses(START.plusSeconds(3600).plus(WEEK), HoldPolicy.NONE)).isTrue();
    assertThat(alice.elements()).isEmpty();
  }

  @Test
  @DisplayName("T15: a negative that waits shows nothing until it is let go")
  void heldNegative() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(5);
    alice.holding(START.plusSeconds(125)).hears(0x03, VLR);
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(125));
    Subscriber.Policy longer = new Subscriber.Policy(null, START.plusSeconds(130));
    assertThat(alice.timePasses(START.plusSeconds(125), longer)).isTrue();
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(130));
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.CLOSED);
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(5).plus(WEEK));
  }

  @Test
  @DisplayName("T15: whoever is seen meanwhile was never gone")
  void seenWhileHeld() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(5);
    alice.holding(START.plusSeconds(125)).hears(0x04, VLR).at(9).hears(0x00, VLR);
    assertThat(alice.timePasses()).isFalse();
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
  }

  @Test
  @DisplayName("T15, I3: what is older than the negative that waits does not undo it")
  void olderThanWhatIsHeld() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(5);
    alice.holding(START.plusSeconds(125)).hears(0x03, VLR).at(4).hears(0x00, VLR);
    assertThat(alice.ignored()).isEqualTo("older");
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("T15: a second negative takes the place of the one that waits, and its time")
  void anotherNegativeWhileHeld() {
    Subscriber alice = new Subscriber().hears(0x02, VLR).at(5);
    alice.holding(START.plusSeconds(125)).hears(0x03, VLR).at(9).holding(null).hears(0x04, VLR);
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(125));
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.tuple("cs-voice").reason()).isEqualTo("implicit");
  }

  @Test
  void aSecondGoodbyeLeavesTheGraceAsItIs() {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).at(1).hears(0x82, SGSN);
    alice.at(6).hears(0x82, SGSN);
    assertThat(alice.wakeAt()).isEqualTo(START.plusSeconds(11));
    assertThat(alice.timePasses()).isTrue();
    assertThat(alice.network(PS)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"80", "81", "83", "84", "86"})
  @DisplayName("whatever else is heard within the grace ends it")
  void graceIsEnded(String code) {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).hears(0x82, SGSN);
    alice.hears(Integer.parseInt(code, 16), SGSN);
    assertThat(alice.timePasses()).isFalse();
  }

  @Test
  @DisplayName("I8: of more SIMs than a presentity may have the one first heard of goes")
  void simsAreBounded() {
    Subscriber alice = new Subscriber();
    for (int i = 0; i <= Normaliser.MAX_SIMS; i++) {
      alice.hears(0x02, VLR, VLR, "24099" + (1_000_000_000 + i), "24099", 1, null);
      if (i == 0) {
        assertThat(alice.devices()).hasSize(1);
      }
    }
    DeviceIds ids = new DeviceIds("test");
    assertThat(alice.devices().stream().map(Device::deviceId))
        .hasSize(Normaliser.MAX_SIMS)
        .doesNotContain(ids.of("240991000000000"))
        .contains(ids.of("24099" + (1_000_000_000 + Normaliser.MAX_SIMS)));
  }

  @Test
  @DisplayName("T5: each IMSI is a device, and the means is open while any of them makes it so")
  void twoSims() {
    String second = "240991234567891";
    Subscriber alice = new Subscriber().hears(0x02, VLR);
    alice.hears(0x02, OTHER_VLR, OTHER_VLR, second, "24099", 2, null);
    assertThat(alice.devices()).hasSize(2);
    alice.hears(0x03, VLR);
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
    alice.hears(0x03, OTHER_VLR, OTHER_VLR, second, "24099", 2, null);
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.CLOSED);
    assertThat(alice.tuple("cs-voice").deviceIds())
        .containsExactlyElementsOf(alice.devices().stream().map(Device::deviceId).toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "24099, 46701, active HOME",
        "24001, 46701, active HOME",
        "26202, 46701, active VISITED",
        "-, 46701, active HOME",
        "-, 49171, active VISITED",
        "-, 33600, active",
      })
  @DisplayName("T11: home and visited by the place, else by the node")
  void homeAndVisited(String plmn, String node, String said) {
    Subscriber alice = new Subscriber().hears(0x02, node, node, IMSI, plmn, 1, 0);
    assertThat(alice.network(CS)).isEqualTo(said);
  }

  @Test
  void withoutHomeNetworksNeitherIsSaid() {
    assertThat(HomeNetworks.NONE.owns(IMSI)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"80", "81", "83"})
  @DisplayName("T12: 86 is cleared by 80, 81 and 83")
  void pagingWorksAgain(String code) {
    Subscriber alice = new Subscriber().hears(0x83, SGSN).hears(0x86, SGSN);
    assertThat(alice.network(PS)).isEqualTo("active not-reachable HOME");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
    alice.hears(Integer.parseInt(code, 16), SGSN);
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    assertThat(alice.tuple("ps-data")).isNull();
  }

  @Test
  @DisplayName("T16: what an IMSI said of a presentity that it no longer belongs to is dropped")
  void forgetting() {
    Subscriber alice = new Subscriber().hears(0x02, VLR);
    alice.forget("240990000000000");
    assertThat(alice.elements()).isNotEmpty();
    alice.forget(IMSI);
    assertThat(alice.elements()).isEmpty();
  }

  @Test
  @DisplayName("S7: a node that neither serves nor is on the allow-list changes nothing")
  void forgedDetach() {
    Subscriber alice = new Subscriber(new TrustedNodes(List.of("4670")));
    alice.hears(0x02, VLR);
    alice.hears(0x03, VLR, "99900000000", IMSI, "24099", 1, null);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    assertThat(alice.network(CS)).isEqualTo("active HOME");
    alice.hears(0x02, "99900000000", "99900000000", IMSI, "24099", 9, null);
    assertThat(alice.ignored()).isEqualTo("not-serving");
    assertThat(alice.cell()).isEqualTo("240-99-7-1");
  }

  @Test
  @DisplayName("the newest of the two domains' places is shown")
  void newestPlace() {
    Subscriber alice = new Subscriber();
    alice.at(0).hears(0x00, VLR, VLR, IMSI, "24099", 1, 0);
    alice.at(60).hears(0x80, SGSN, SGSN, IMSI, "24099", 2, 0);
    assertThat(alice.cell()).isEqualTo("240-99-7-2");
    alice.at(120).hears(0x00, VLR, VLR, IMSI, "24099", 1, 5);
    assertThat(alice.cell()).isEqualTo("240-99-7-2");
    alice.at(180).hears(0x00, VLR, VLR, IMSI, "24099", 1, 0);
    assertThat(alice.cell()).isEqualTo("240-99-7-1");
  }

  @Test
  void deviceIdsTellNoImsiAndDependOnTheSalt() {
    assertThat(new DeviceIds("a").of(IMSI))
        .isEqualTo(new DeviceIds("a").of(IMSI))
        .isNotEqualTo(new DeviceIds("b").of(IMSI))
        .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .doesNotContain("1234567890");
  }
}
