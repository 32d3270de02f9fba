package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.normalise.CallLines.SGSN;
import static org.pna.normalise.Subscriber.START;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.DataSession;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.Session;

/** PDP contexts and attachment (reference point Pg by CAP). */
class SessionRulesTest {
  private static final String PS = "3GPP-PS";
  private static final String OTHER_SGSN = "46702000002";

  private final Subscriber alice = new Subscriber();
  private final CallLines network = new CallLines(alice);
  private final Subscriber bob = Subscriber.withPh();
  private final CallLines asked = new CallLines(bob);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        // what is heard, then: PS network, ps-data, whether the last published
        "IDPGPRS r1 1                                 | active HOME | -      | true",
        "IDPGPRS r1 2                                 | active HOME | -      | true",
        "IDPGPRS r1 1, ERGPRS r1 2                    | active HOME | -      | false",
        "IDPGPRS r1 11                                | -           | -      | false",
        "IDPGPRS r1 11, ERGPRS r1 12                  | active HOME | OPEN   | true",
        "IDPGPRS r1 12                                | active HOME | OPEN   | true",
        "IDPGPRS r1 14                                | active HOME | OPEN   | true",
        "IDPGPRS r1 12, ERGPRS r1 14                  | active HOME | OPEN   | false",
        "IDPGPRS r1 12, ERGPRS r1/1 13                | active HOME | CLOSED | true",
        "IDPGPRS r1 1, ERGPRS r1/5 12, ERGPRS r1/5 13 | active HOME | CLOSED | true",
        "IDPGPRS r1 1, ERGPRS r1/5 12, ERGPRS r1/6 12, ERGPRS r1/5 13 | active HOME | OPEN | false",
        "IDPGPRS r1 1, ERGPRS r1/5 12, ERGPRS r1/6 12, ERGPRS r1/5 13, ERGPRSREL r1/6"
            + " | active HOME | CLOSED | true",
        "IDPGPRS r1 12, ERGPRSREL r1                  | active HOME | CLOSED | true",
        "IDPGPRS r1 1, ERGPRS r1/5 12, ERGPRSREL r1   | terminated  | CLOSED | true",
        "IDPGPRS r1 1, ERGPRS r1 3                    | terminated  | CLOSED | true",
        "IDPGPRS r1 1, ERGPRS r1/5 12, ERGPRS r1 3    | terminated  | CLOSED | true",
        "IDPGPRS r1 12, IDPGPRS r2 12, ERGPRS r1/1 13 | active HOME | OPEN   | false",
        "IDPGPRS r1 1, ERGPRS r1/9 13                 | active HOME | -      | false",
        "IDPGPRS r1 99                                | -           | -      | false",
        "83, IDPGPRS r1 12, 84                        | terminated  | CLOSED | true",
        "83, IDPGPRS r1 12, 84, ERGPRS r1/1 13        | terminated  | CLOSED | false",
        "83, IDPGPRS r1 12, 84, 83                    | active HOME | CLOSED | true",
        "IDPGPRS r1 12, 86                    | active not-reachable HOME | CLOSED | true",
        "IDPGPRS r1 12, 86, 80                        | active HOME | OPEN   | true",
      })
  @DisplayName("each event of a GPRS session says its row of the normalisation table")
  void rows(String heard, @Nullable String ps, @Nullable Basic data, boolean published) {
    network.hear(heard.split(", "));
    assertThat(alice.network(PS)).isEqualTo(ps);
    assertThat(alice.means("ps-data")).isEqualTo(data);
    assertThat(alice.published()).isEqualTo(published);
    assertThat(alice.ignored()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "IDPGPRS r2 12",
    "ERGPRS r1/1 14",
    "IDPGPRS r2 1",
    "ATIPS PS_ATTACHED_REACHABLE",
    "ATIPS PS_PDP_ACTIVE_REACHABLE"
  })
  @DisplayName("T12: 86 is cleared by CAP 12 and 14, and by the PS states 3 and 5")
  void pagingWorksAgain(String event) {
    network.hear("83", "86", event);
    assertThat(alice.network(PS)).isEqualTo("active HOME");
  }

  @ParameterizedTest
  @CsvSource({"ATIPS PS_ATTACHED_NOT_REACHABLE", "ATIPS PS_PDP_ACTIVE_NOT_REACHABLE"})
  @DisplayName("T12: 86 is not cleared by the PS states 2 and 4")
  void pagingStillDoesNotWork(String event) {
    network.hear("83", "86", event);
    assertThat(alice.network(PS)).isEqualTo("active not-reachable HOME");
  }

  @Test
  @DisplayName(
      "T3: an answer begins no session of which it was heard since the question that it ended")
  void answerOlderThanTheEnd() {
    network.hear("83", "IDPGPRS r1 1", "ERGPRS r1/5 12");
    alice.at(10);
    network.hear("ERGPRS r1/5 13");
    alice.at(12);
    network.hear("ATIPS PS_PDP_ACTIVE_REACHABLE 3");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
    network.hear("ATIPS PS_PDP_ACTIVE_REACHABLE 1");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "IDPGPRS r1 12;ERGPRS r1/5 14;ERGPRS r1/5 13",
    "IDPGPRS r1 11;ERGPRS r1/5 12;ERGPRS r1 13",
    "IDPGPRS r1 12;ERGPRS r1/5 14;ERGPRS r1/6 14;ERGPRS r1/6 13",
    "IDPGPRS r1 14;ERGPRS r1/5 14;ERGPRS r1 14;ERGPRS r1/6 13",
    "IDPGPRS r1 12;ERGPRS r1/5 14;ERGPRSREL r1/6",
  })
  @DisplayName("a relationship that a PDP context began is of one context, whatever its number")
  void oneContext(String heard) {
    String[] lines = heard.split(";");
    network.hear(lines[0], lines[1]);
    assertThat(alice.sim().ps().sessions().open()).hasSize(1);
    network.hear(Arrays.copyOfRange(lines, 2, lines.length));
    assertThat(alice.sim().ps().sessions().open()).isEmpty();
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("a relationship that an attachment began has as many contexts as numbers")
  void severalContexts() {
    network.hear("IDPGPRS r1 1", "ERGPRS r1/5 12", "ERGPRS r1/6 12", "ERGPRS r1/6 14");
    assertThat(alice.sim().ps().sessions().open())
        .extracting(Session::id)
        .containsExactly("r1/5", "r1/6");
    network.hear("ERGPRS r1/5 13");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
  }

  @Test
  @DisplayName("T9: what became of a lost session is asked though another question came before it")
  void lostWhileAway() {
    asked.hear("83", "IDPGPRS r1 12", "82", "LOSTGPRS r1");
    bob.until(11);
    assertThat(bob.queries()).containsExactly("PS LOST", "PS LEAVING");
    asked.at(OTHER_SGSN).hear("81");
    bob.until(12);
    assertThat(bob.queries()).containsExactly("PS LOST");
    asked.hear("ATIPS PS_ATTACHED_REACHABLE");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("T14: who has left for another SGSN is believed gone when the register knows none")
  void goneAfterLeaving() {
    asked.hear("83", "82");
    bob.until(10);
    assertThat(bob.queries()).containsExactly("PS LEAVING");
    asked.hear("ATIPS NOT_REGISTERED");
    assertThat(bob.network(PS)).isEqualTo("terminated");
    bob.until(3000);
    assertThat(bob.queries()).isEmpty();
  }

  @Test
  @DisplayName("a PDP context that moves to another SGSN leaves the means open")
  void contextMoves() {
    network.hear("IDPGPRS r1 12", "ERGPRS r1/1 13 rau");
    assertThat(alice.published()).isFalse();
    alice.at(3);
    network.at(OTHER_SGSN).hear("81", "IDPGPRS r2 14");
    alice.until(60);
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
    network.hear("ERGPRS r2/1 13");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("a PDP context whose move is told after its successor's begin is over")
  void successorSpeaksFirst() {
    network.hear("83", "IDPGPRS r1 12");
    alice.at(3);
    network.at(OTHER_SGSN).hear("81", "IDPGPRS r2 14");
    network.at(CallLines.SGSN).hear("ERGPRS r1/1 13 rau");
    assertThat(alice.sim().ps().sessions().open()).extracting(Session::id).containsExactly("r2");
  }

  @Test
  @DisplayName("the register's answer is no word for a lost context while another goes on")
  void lostAndAnotherActive() {
    asked.hear("83", "IDPGPRS r1 12", "IDPGPRS r2 12", "LOSTGPRS r1");
    bob.until(6);
    asked.hear("ATIPS PS_PDP_ACTIVE_REACHABLE", "ERGPRS r2/1 13");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("a PDP context that no other SGSN takes over is unknown, and removed")
  void contextIsNotTakenOver() {
    network.hear("IDPGPRS r1 12", "ERGPRS r1/1 13 rau");
    alice.until(9);
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
    alice.until(10);
    assertThat(alice.tuple("ps-data")).isNull();
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    asked.hear("IDPGPRS r1 12", "ERGPRS r1/1 13 rau");
    bob.until(10);
    assertThat(bob.queries()).containsExactly("PS LOST");
    asked.hear("ATIPS PS_ATTACHED_REACHABLE");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("a detach for a routeing area update is an 82")
  void detachThatMoves() {
    network.hear("83", "IDPGPRS r1 1", "ERGPRS r1 3 rau");
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    alice.until(10);
    assertThat(alice.network(PS)).isNull();
    assertThat(alice.rule()).isEqualTo("T4");
  }

  @Test
  @DisplayName("T6: an SGSN's detach ends the contexts that it reported by CAP, no other's")
  void detachEndsOnlyItsOwn() {
    network.hear("IDPGPRS r1 12");
    network.at(OTHER_SGSN).hear("81", "IDPGPRS r2 14", "84");
    assertThat(alice.sim().ps().sessions().open()).extracting(Session::id).containsExactly("r1");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
  }

  @ParameterizedTest
  @CsvSource({"84", "ERGPRS r1 3", "ATIPS PS_DETACHED", "ATIPS PS_ATTACHED_REACHABLE"})
  @DisplayName("T6: a session that the gateway reports outlives the SGSN's attachment")
  void gatewaySession(String end) {
    network.hear("IDPGPRS r1 1", "ERGPRS r1/5 12");
    PresenceReport start =
        new PresenceReport(
            new Evidence(
                new Source("pk"),
                "Accounting-Request",
                "1",
                alice.now(),
                new Place.Dialogue("ggsn1", "1")),
            List.of(new Imsi(Subscriber.IMSI)),
            new ReportingNode(null, null),
            List.of(new DataSession("ggsn1-1", DataSession.State.ACTIVE, "internet")),
            Urgency.TRANSITION);
    alice.hears(start);
    network.hear(end);
    assertThat(alice.sim().ps().sessions().open())
        .extracting(Session::id)
        .containsExactly("ggsn1-1");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
  }

  @Test
  @DisplayName("T9: of lost contexts nothing is said for 5 s, then the home register is asked")
  void lost() {
    network.hear("IDPGPRS r1 1", "ERGPRS r1/5 12", "ERGPRS r1/6 12", "LOSTGPRS r1");
    assertThat(alice.published()).isFalse();
    alice.until(5);
    assertThat(alice.tuple("ps-data")).isNull();
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    asked.hear("IDPGPRS r1 1", "ERGPRS r1/5 12", "LOSTGPRS r1");
    bob.until(5);
    assertThat(bob.queries()).containsExactly("PS LOST");
    asked.hear("ATIPS PS_PDP_ACTIVE_REACHABLE");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.OPEN);
    asked.hear("ERGPRS r1/5 13");
    assertThat(bob.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("T7: a data session of which nothing new is heard for a day is removed")
  void tooOld() {
    network.hear("IDPGPRS r1 12");
    alice.until(3600);
    network.hear("ERGPRS r1/1 14");
    alice.until(24 * 3600);
    assertThat(alice.means("ps-data")).isEqualTo(Basic.OPEN);
    alice.until(25 * 3600);
    assertThat(alice.tuple("ps-data")).isNull();
  }

  @Test
  @DisplayName("82 with Ph: the home register is asked when the grace is over, and waited for")
  void graceAsks() {
    asked.hear("83", "82");
    assertThat(bob.queries()).isEmpty();
    bob.until(10);
    assertThat(bob.queries()).containsExactly("PS LEAVING");
    assertThat(bob.network(PS)).isEqualTo("active HOME");
    bob.until(12);
    asked.hear("ATIPS PS_DETACHED 1");
    assertThat(bob.network(PS)).isEqualTo("terminated");
    bob.until(300);
    assertThat(bob.network(PS)).isEqualTo("terminated");
    assertThat(bob.queries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FAILED PS, 12", "ATIPS NOT_PROVIDED_FROM_SGSN_OR_MME, 12", "-, 70"})
  @DisplayName("82 with Ph, and no answer: the PS attachment is unknown, and removed")
  void graceAndNoAnswer(String answer, int seconds) {
    asked.hear("83", "82");
    bob.until(seconds - 1);
    assertThat(bob.network(PS)).isEqualTo("active HOME");
    bob.until(seconds);
    if (!answer.equals("-")) {
      asked.hear(answer);
    }
    assertThat(bob.network(PS)).isNull();
  }

  @Test
  @DisplayName("82 with Ph: who speaks up while the home register is asked is there")
  void seenWhileAsked() {
    asked.hear("83", "82");
    bob.until(11);
    asked.at(OTHER_SGSN).hear("81", "FAILED PS");
    bob.until(300);
    assertThat(bob.network(PS)).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("T15: a context that ends while a negative waits does not come back with it")
  void endsWhileANegativeWaits() {
    network.hear("IDPGPRS r1 12");
    alice.holding(START.plusSeconds(120));
    network.hear("86");
    assertThat(alice.network(PS)).isEqualTo("active HOME");
    network.hear("ERGPRS r1/1 13");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
    alice.until(120);
    assertThat(alice.network(PS)).isEqualTo("active not-reachable HOME");
    alice.holding(null);
    network.hear("80");
    assertThat(alice.means("ps-data")).isEqualTo(Basic.CLOSED);
  }

  @Test
  @DisplayName("I8: of more contexts than there can be the first goes")
  void contextsAreBounded() {
    for (int i = 0; i < 40; i++) {
      network.hear("IDPGPRS r" + i + " 12");
    }
    assertThat(alice.sim().ps().sessions().open()).hasSize(DataSessions.MAX);
  }

  @Test
  @DisplayName("whatever comes in whatever order, in the end nothing is open")
  void nothingIsOpenForEver() {
    long seed = Long.getLong("pna.seed", System.nanoTime());
    System.out.println("nothingIsOpenForEver: seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      Subscriber carol = random.nextBoolean() ? Subscriber.withPh() : new Subscriber();
      CallLines line = new CallLines(carol);
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        events.add("IDPGPRS r" + i + " " + (random.nextBoolean() ? 1 : 12));
        events.add("ERGPRS r" + i + "/1 12");
        events.add("ERGPRS r" + i + "/1 13" + (random.nextBoolean() ? "" : " rau"));
        events.add("ERGPRSREL r" + i);
        events.add("LOSTGPRS r" + i);
        events.add(List.of("80", "81", "82", "83", "84", "86").get(random.nextInt(6)));
        events.add(
            "ATIPS " + (random.nextBoolean() ? "PS_PDP_ACTIVE_REACHABLE" : "NOT_REGISTERED"));
        events.add("FAILED PS");
      }
      Collections.shuffle(events, random);
      int seconds = 0;
      for (String event : events.subList(0, random.nextInt(events.size()))) {
        seconds += random.nextInt(6);
        carol.until(seconds);
        line.at(random.nextInt(3) == 0 ? OTHER_SGSN : SGSN).hear(event);
      }
      String said = "seed " + seed + ", " + events;
      carol.until(seconds + 26 * 3600);
      assertThat(carol.sims() == 0 || carol.sim().ps().sessions().open().isEmpty())
          .as(said)
          .isTrue();
      assertThat(carol.means("ps-data")).as(said).isNotEqualTo(Basic.OPEN);
      carol.until(seconds + 9 * 86_400);
      assertThat(carol.sims()).as(said).isZero();
      assertThat(carol.wakeAt()).as(said).isNull();
    }
  }
}
