package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.publisher.pidf.Basic;

/** What does not go together is asked about (rule T1), and what explains itself is not. */
class CrossingTest {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private final Subscriber bob = Subscriber.withPh();
  private final SupplierLines network = new SupplierLines(bob);

  private Subscriber hear(String... lines) {
    network.hear(lines);
    return bob;
  }

  @Test
  @DisplayName("T4: a detach from a node that does not serve changes nothing, and is asked about")
  void detachOfAnother() {
    hear("0 pc 02", "1 pc@46701000009 03");
    assertThat(bob.ignored()).isEqualTo("not-serving");
    assertThat(bob.means("cs-voice")).isEqualTo(Basic.OPEN);
    hear("2 pc 03", "3 pc@46701000009 04");
    assertThat(bob.means("cs-voice")).as("who is away anyhow").isEqualTo(Basic.CLOSED);
    assertThat(bob.queries()).isEmpty(); // what is ignored takes nothing into the facts
  }

  @Test
  @DisplayName("T8: his own switch has whom we hold to be detached")
  void callOfSomebodyDetached() {
    hear("0 pc 02", "1 pc IDP c1");
    assertThat(bob.queries()).isEmpty();
    hear("2 pc 03", "3 pc IDP c2");
    assertThat(bob.queries()).containsExactly("CS DOUBT");
    assertThat(bob.means("cs-voice")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("the SGSN's context ends, and the gateway says nothing of its session's end")
  void stopIsMissed() {
    hear("0 pg 83", "1 pg IDPGPRS r1 12", "1 pk START a 1", "10 pg ERGPRS r1/1 13");
    assertThat(bob.until(14).queries()).isEmpty();
    assertThat(bob.until(15).queries()).containsExactly("PS DOUBT");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.OPEN);
    hear("16 ph ATIPS PS_ATTACHED_REACHABLE");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("a Stop that comes within five seconds leaves nothing to be asked")
  void stopComesLater() {
    hear("0 pg 83", "1 pg IDPGPRS r1 12", "1 pk START a 1", "10 pg 84", "12 pk STOP a 1");
    assertThat(bob.until(HOUR).queries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"pk START a 1, 1", "pk INTERIM_UPDATE a 6, 1", "pp START a 3, 0", "pk STOP a 1, 0"})
  @DisplayName("somebody has a data session who is held to be away from voice")
  void sessionOfSomebodyDetached(String told, int questions) {
    hear("0 pc 02", "1 pc 03", "10 " + told);
    assertThat(bob.until(14).queries()).isEmpty();
    assertThat(bob.until(15).queries()).hasSize(questions);
  }

  @Test
  @DisplayName("what the register said of voice lately need not be asked at each session")
  void notAskedAgain() {
    hear("0 pc 02", "2 ph ATI IMSI_DETACHED", "10 pk START a 1");
    assertThat(bob.until(601).queries()).isEmpty();
    assertThat(bob.until(602).queries()).containsExactly("CS DOUBT");
    hear("603 ph ATI IMSI_DETACHED", "2000 pk START b 1");
    assertThat(bob.until(2005).queries()).containsExactly("CS DOUBT");
  }

  @ParameterizedTest
  @CsvSource({
    "pk STOP a 1, 3700, 1",
    "pk STOP a 1, 3000, 0",
    "pg 84, 100, 1",
    "pg 85, 100, 1",
    "pg 86, 100, 0",
    "pi REGISTER 0, 100, 1",
    "pi REGISTER 600, 100, 0",
  })
  @DisplayName("who seems to have switched off, and whose VLR is silent, is asked about")
  void leftUnheard(String told, int second, int questions) {
    hear("0 pc 02", "0 pg 83", "1 pk START a 1", "2 pi REGISTER 6000");
    bob.until(second);
    bob.queries();
    hear(second + " " + told);
    assertThat(bob.until(second + 4).queries()).isEmpty();
    bob.until(second + 5);
    assertThat(bob.queries()).filteredOn(query -> query.startsWith("CS")).hasSize(questions);
    assertThat(bob.means("cs-voice")).isEqualTo(Basic.OPEN);
  }

  @ParameterizedTest
  @CsvSource({"03", "04"})
  @DisplayName("whose VLR has lost him, and whose data session goes on, is asked about")
  void sessionOutlivesTheVlr(String code) {
    hear("0 pc 02", "1 pk START a 6", "10 pc " + code);
    assertThat(bob.until(15).queries()).containsExactly("PS DOUBT");
    hear("16 ph ANSWER EPS 3 15");
    assertThat(bob.means("ps-data")).as("cannot be paged").isEqualTo(Basic.CLOSED);
    hear("20 pc 02", "21 pk INTERIM_UPDATE a 6", "30 pc " + code, "31 pk STOP a 6");
    assertThat(bob.until(100).queries()).isEmpty();
  }

  @Test
  @DisplayName("a detach that the VLR tells within five seconds leaves nothing to be asked")
  void leftAsHeard() {
    hear("0 pc 02", "0 pg 83", "1 pi REGISTER 600", "10 pg 84", "10 pi REGISTER 0", "12 pc 03");
    assertThat(bob.until(100).queries()).isEmpty();
  }

  @Test
  @DisplayName("T12: an Interim clears an 86, and is asked about: it may come by the clock alone")
  void interimByTheClock() {
    hear("0 pg 83", "1 pk START a 1", "10 pg 86", "20 pk INTERIM_UPDATE a 1");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.OPEN);
    assertThat(bob.until(20).queries()).containsExactly("PS DOUBT");
    hear("21 ph ATIPS PS_PDP_ACTIVE_NOT_REACHABLE");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("T7: a session that misses its interval is asked about, and believed for three")
  void silence() {
    hear("0 pk START a 6", "600 pk INTERIM_UPDATE a 6");
    assertThat(bob.until(1259).queries()).isEmpty();
    assertThat(bob.until(1260).queries()).containsExactly("PS DOUBT");
    assertThat(bob.until(2399).means("ps-data")).isEqualTo(Basic.OPEN);
    assertThat(bob.queries()).isEmpty();
    assertThat(bob.until(2400).tuple("ps-data")).isNull();
    hear("3000 pk START b 6", "3600 pk INTERIM_UPDATE b 6");
    assertThat(bob.until(4260).queries()).containsExactly("PS DOUBT");
    hear("4261 ph ANSWER EPS 2 4260");
    assertThat(bob.means("ps-data")).as("the register knows of none").isEqualTo(Basic.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({"9, 0", "11, 0", "25, 1"})
  @DisplayName("T6: who goes to LTE by his gateway's word is not asked about after an 82")
  void leavesForLte(int interim, int questions) {
    String told = interim + " pk INTERIM_UPDATE a 6";
    String left = "10 pg 82";
    hear("0 pg 83", "1 pk START a 1", interim < 10 ? told : left, interim < 10 ? left : told);
    if (interim > 20) {
      assertThat(bob.until(20).queries()).as("at the end of the grace").isEmpty();
    }
    bob.until(60);
    assertThat(bob.network("3GPP-PS")).isNull();
    assertThat(bob.means("ps-data")).isEqualTo(Basic.OPEN);
    assertThat(bob.queries()).hasSizeLessThanOrEqualTo(questions);
  }
}
