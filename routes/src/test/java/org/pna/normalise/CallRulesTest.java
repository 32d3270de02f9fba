package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Call.Bearer;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Session;

/** Calls (reference point Pc by CAP): who is on the phone, and who no longer is. */
class CallRulesTest {
  private final Subscriber alice = new Subscriber();
  private final CallLines network = new CallLines(alice);
  private final Subscriber bob = Subscriber.withPh();
  private final CallLines asked = new CallLines(bob);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        // what is heard, then: session participation, cs-voice, whether the last published
        "IDP c1                            | -           | -    | false",
        "IDP c1, ERB c1 19, ERB c1 27      | -           | -    | false",
        "IDP c1, ERB c1 7                  | open SPEECH | OPEN | true",
        "IDP c1, ERB c1 15                 | open SPEECH | OPEN | true",
        "IDP c1, ERB c1 7, ERB c1 8        | open SPEECH | OPEN | false",
        "IDP c1, ERB c1 7, ERB c1 52       | open SPEECH | OPEN | false",
        "IDP c1, ERB c1 7, ERB c1 99       | open SPEECH | OPEN | false",
        "IDP c1, ERB c1 7, ERB c1 9        | closed      | OPEN | true",
        "IDP c1, ERB c1 15, ERB c1 17      | closed      | OPEN | true",
        "IDP c1, ERB c1 4                  | closed      | OPEN | true",
        "IDP c1, ERB c1 5                  | closed      | OPEN | true",
        "IDP c1, ERB c1 6                  | closed      | OPEN | true",
        "IDP c1, ERB c1 10                 | closed      | OPEN | true",
        "IDP c1, ERB c1 14                 | closed      | OPEN | true",
        "IDP c1, ERB c1 18                 | closed      | OPEN | true",
        "IDP c1, ER c1                     | closed      | OPEN | true",
        "IDP c1, ERB c1 7, ER c1           | closed      | OPEN | true",
        "IDP c1, ERB c1 13 cause17         | -           | -    | false",
        "IDP c1, ERB c1 13                 | -           | -    | false",
        "IDP c1, ERB c1 13 cause20         | -           | -    | false",
        "IDP c1, ERB c1 13 forwarded       | -           | -    | false",
        "IDP c1, ERB c1 14 forwarded       | -           | -    | false",
        "IDP c1, ERB c1 15 forwarded       | -           | -    | false",
        "IDP c1, ERB c1 15 forwarded, ERB c1 17 | -      | -    | false",
        "03, IDP c1, ERB c1 7              | open SPEECH | OPEN | true",
        "02, IDP c1, ERB c1 7, 03          | closed      | CLOSED | true",
        "02, IDP c1, 03                    | -           | CLOSED | true",
        "02, IDP c1, ERB c1 7, 03, ERB c1 9 | closed     | CLOSED | false",
      })
  @DisplayName("each event of a call says its row of the normalisation table")
  void rows(
      String heard, @Nullable String participation, @Nullable Basic voice, boolean published) {
    network.hear(heard.split(", "));
    assertThat(alice.participation()).isEqualTo(participation);
    assertThat(alice.means("cs-voice")).isEqualTo(voice);
    assertThat(alice.published()).isEqualTo(published);
    assertThat(alice.ignored()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"SPEECH", "VIDEO", "DATA"})
  void whatTheCallCarriesIsSaid(Bearer bearer) {
    network.with(false, false, bearer).hear("IDP c1", "ERB c1 7");
    assertThat(alice.participation()).isEqualTo("open " + bearer);
  }

  @Test
  void anAnsweredCallTellsWhereTheSubscriberIsAndThatHeIsAttached() {
    network.hear("IDP c1");
    assertThat(alice.cell()).isNull();
    network.hear("ERB c1 7");
    assertThat(alice.cell()).isEqualTo("240-99-7-4711");
    assertThat(alice.network("3GPP-CS")).isEqualTo("active HOME");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  @DisplayName("T8: forwarding legs, and what a gateway MSC asks about, say nothing of calls")
  void notTheSubscribersCalls(boolean redirected, boolean gateway) {
    network.with(redirected, gateway, Bearer.SPEECH);
    network.hear("IDP c1", "ERB c1 7", "ERB c1 9", "IDP c2", "LOST c2");
    assertThat(alice.elements()).isEmpty();
    assertThat(alice.rule()).isEqualTo("T8");
  }

  @ParameterizedTest
  @CsvSource({
    "ERB c1 9, ERB c2 17",
    "ERB c2 17, ERB c1 9",
    "ERB c2 17, ER c1",
    "ERB c1 10, ERB c2 9",
  })
  @DisplayName("two calls at once: on the phone until the second has ended")
  void twoCalls(String first, String second) {
    network.hear("02", "IDP c1", "ERB c1 7", "IDP c2");
    assertThat(alice.published()).isFalse();
    network.hear("ERB c2 15");
    assertThat(alice.published()).isFalse();
    network.hear(first);
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    network.hear(second);
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @ParameterizedTest
  @CsvSource({"ERB c2 13 cause17", "ERB c2 14", "ERB c2 18", "ERB c2 14 forwarded"})
  @DisplayName("call waiting: a second call that is not taken leaves the first as it is")
  void callWaiting(String untaken) {
    network.hear("IDP c1", "ERB c1 7", "IDP c2", untaken);
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    network.hear("ERB c1 9");
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @Test
  @DisplayName("both legs report the end of a call: the second report changes nothing")
  void twoLegs() {
    network.hear("IDP c1", "ERB c1 7", "ERB c1 9", "ERB c1 9");
    assertThat(alice.participation()).isEqualTo("closed");
    assertThat(alice.published()).isFalse();
  }

  @Test
  @DisplayName("T9: of a lost call nothing is said for 5 s, and without Ph then it is removed")
  void lostWithoutPh() {
    network.hear("02", "IDP c1", "ERB c1 7");
    alice.at(10);
    network.hear("LOST c1");
    assertThat(alice.published()).isFalse();
    alice.until(14);
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    alice.until(15);
    assertThat(alice.participation()).isNull();
    assertThat(alice.means("cs-voice")).isEqualTo(Basic.OPEN);
    assertThat(alice.queries()).isEmpty();
  }

  @Test
  @DisplayName("T9: another call that goes on is not touched by one that is lost")
  void oneOfTwoLost() {
    network.hear("IDP c1", "ERB c1 7", "IDP c2", "ERB c2 7", "LOST c1");
    alice.until(60);
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    network.hear("ERB c2 9");
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @Test
  @DisplayName("T9: what was lost may still be told to have ended")
  void endAfterLoss() {
    network.hear("IDP c1", "ERB c1 7", "LOST c1", "ERB c1 9");
    assertThat(alice.participation()).isEqualTo("closed");
    alice.until(3600);
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @ParameterizedTest
  @CsvSource({"ASSUMED_IDLE, closed", "CAMEL_BUSY, open SPEECH", "IMSI_DETACHED, closed"})
  @DisplayName("T9: with Ph a lost call is what the home register says of it")
  void lostWithPh(String state, String participation) {
    asked.hear("02", "IDP c1", "ERB c1 7", "LOST c1");
    bob.until(4);
    assertThat(bob.queries()).isEmpty();
    bob.until(5);
    assertThat(bob.queries()).containsExactly("CS LOST");
    assertThat(bob.participation()).isEqualTo("open SPEECH");
    bob.at(7);
    asked.hear("ATI " + state + " 1");
    assertThat(bob.participation()).isEqualTo(participation);
    bob.until(120);
    assertThat(bob.participation()).isEqualTo(participation);
    assertThat(bob.queries()).isEmpty();
  }

  @Test
  @DisplayName("T9: an answer to an earlier question does not tell of what was lost since")
  void answerToAnEarlierQuestion() {
    bob.at(10);
    asked.hear("IDP c1", "ERB c1 7", "LOST c1");
    bob.at(11);
    asked.hear("ATI ASSUMED_IDLE 3");
    assertThat(bob.participation()).isEqualTo("open SPEECH");
    bob.until(15);
    assertThat(bob.queries()).containsExactly("CS LOST");
  }

  @ParameterizedTest
  @CsvSource({"FAILED CS 1", "ATI NOT_PROVIDED_FROM_VLR 1", "-"})
  @DisplayName("T9: without an answer session participation is removed")
  void lostAndNoAnswer(String answer) {
    asked.hear("02", "IDP c1", "ERB c1 7", "LOST c1");
    bob.until(7);
    if (answer.equals("-")) {
      bob.until(5 + 60);
    } else {
      asked.hear(answer);
    }
    assertThat(bob.participation()).isNull();
    assertThat(bob.sim().cs().upkeep().staleSince()).isNotNull();
    assertThat(bob.means("cs-voice")).isEqualTo(Basic.OPEN);
  }

  @Test
  @DisplayName("S2: the longest believable call is 12 hours; then it is removed, or asked about")
  void tooLong() {
    network.hear("IDP c1", "ERB c1 7");
    alice.until(12 * 3600 - 1);
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    alice.until(12 * 3600);
    assertThat(alice.participation()).isNull();
    asked.hear("IDP c1", "ERB c1 7");
    bob.until(12 * 3600);
    assertThat(bob.queries()).containsExactly("CS LOST");
    assertThat(bob.participation()).isEqualTo("open SPEECH");
    bob.until(12 * 3600 + 60);
    assertThat(bob.participation()).isNull();
  }

  @Test
  @DisplayName("a call that only the home register told of is asked about until it has ended")
  void toldByTheRegister() {
    asked.hear("ATI CAMEL_BUSY");
    assertThat(bob.participation()).isEqualTo("open");
    bob.until(600);
    assertThat(bob.queries()).containsExactly("CS BUSY");
    asked.hear("FAILED CS");
    bob.until(1200);
    assertThat(bob.queries()).containsExactly("CS BUSY");
    asked.hear("ATI ASSUMED_IDLE");
    assertThat(bob.participation()).isEqualTo("closed");
    bob.until(86_400);
    assertThat(bob.queries()).isEmpty();
  }

  @Test
  @DisplayName("a call that only the home register told of lives no longer than any other")
  void toldByTheRegisterForEver() {
    network.hear("ATI CAMEL_BUSY");
    alice.until(12 * 3600);
    assertThat(alice.participation()).isNull();
    asked.hear("ATI CAMEL_BUSY");
    bob.until(13 * 3600);
    assertThat(bob.participation()).isNull();
    bob.queries();
    bob.until(20 * 3600);
    assertThat(bob.queries()).isEmpty();
  }

  @Test
  void whomTheRegisterFoundInACallMayHaveBeenInTheOneThatIsFollowed() {
    network.hear("IDP c1");
    alice.at(5);
    network.hear("ATI CAMEL_BUSY");
    assertThat(alice.participation()).isEqualTo("open");
    network.hear("ERB c1 7");
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    network.hear("ERB c1 9");
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @Test
  void anUnknownCallsEndMakesSureOfTheOneThatTheRegisterToldOf() {
    network.hear("ATI CAMEL_BUSY", "ERB c9 9");
    assertThat(alice.participation()).isEqualTo("closed");
    asked.hear("ATI CAMEL_BUSY", "ERB c9 9");
    assertThat(bob.queries()).containsExactly("CS DOUBT");
    assertThat(bob.participation()).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource({
    "ERB c2 13 cause17, false, true",
    "ERB c2 13, false, true",
    "ERB c2 13 cause20, false, true",
    "ERB c2 13 cause17, true, false",
    "ERB c2 13 cause20, true, true",
    "ERB c2 13 forwarded, false, false",
    "ERB c2 14, false, false",
  })
  @DisplayName("T8: busy without a call that is known of, and not reachable, are asked about")
  void busyAsks(String event, boolean busy, boolean asks) {
    asked.hear("02");
    if (busy) {
      asked.hear("IDP c1", "ERB c1 7");
    }
    asked.hear("IDP c2", event);
    assertThat(bob.queries()).hasSize(asks ? 1 : 0).allMatch("CS DOUBT"::equals);
    assertThat(bob.published()).isEqualTo(event.equals("ERB c2 14"));
  }

  @Test
  @DisplayName("T3: an answer ends no call that was heard of since the question")
  void answerOlderThanTheCall() {
    alice.at(10);
    network.hear("02", "IDP c1", "ERB c1 7");
    alice.at(12);
    network.hear("ATI ASSUMED_IDLE 3");
    assertThat(alice.participation()).isEqualTo("open SPEECH");
    network.hear("ATI ASSUMED_IDLE 1");
    assertThat(alice.participation()).isEqualTo("closed");
  }

  @ParameterizedTest
  @CsvSource({"ERB c1 9", "ER c1", "ERB c9 9", "03", "03;02", "ATI ASSUMED_IDLE"})
  @DisplayName(
      "T3: an answer begins no call of which it was heard since the question that it ended")
  void answerOlderThanTheEnd(String end) {
    network.hear("02");
    if (end.contains("c1")) {
      network.hear("IDP c1", "ERB c1 7");
    }
    alice.at(10);
    network.hear(end.split(";"));
    String before = alice.participation();
    alice.at(12);
    network.hear("ATI CAMEL_BUSY 3");
    assertThat(alice.participation()).isEqualTo(before).isNotEqualTo("open");
    network.hear("ATI CAMEL_BUSY 1");
    assertThat(alice.participation()).isEqualTo("open");
  }

  @Test
  @DisplayName(
      "T3, T9: busy may have been for the call that ended since: the lost one is asked about")
  void busyOfTwoOfWhichOneEnded() {
    asked.hear("02", "IDP c1", "ERB c1 7", "IDP c2", "ERB c2 7", "LOST c1");
    bob.until(5);
    assertThat(bob.queries()).containsExactly("CS LOST");
    bob.at(6);
    asked.hear("ERB c2 9");
    bob.at(7);
    asked.hear("ATI CAMEL_BUSY 2");
    assertThat(bob.participation()).isEqualTo("open SPEECH");
    bob.until(8);
    assertThat(bob.queries()).containsExactly("CS LOST");
    asked.hear("ATI ASSUMED_IDLE");
    assertThat(bob.participation()).isEqualTo("closed");
    assertThat(bob.sim().cs().upkeep().question()).isNull();
  }

  @Test
  @DisplayName("a doubt that comes while a lost call is asked about is not settled by that answer")
  void doubtAfterTheQuestion() {
    asked.hear("02", "IDP c1", "ERB c1 7", "LOST c1");
    bob.until(5);
    assertThat(bob.queries()).containsExactly("CS LOST");
    bob.at(7);
    asked.hear("IDP c2", "ERB c2 13 cause20");
    assertThat(bob.queries()).containsExactly("CS LOST");
    bob.at(8);
    asked.hear("ATI ASSUMED_IDLE 3");
    assertThat(bob.participation()).isEqualTo("closed");
    assertThat(bob.sim().cs().upkeep().question()).isNotNull();
    asked.hear("ATI IMSI_DETACHED");
    assertThat(bob.network("3GPP-CS")).isEqualTo("terminated");
    assertThat(bob.sim().cs().upkeep().question()).isNull();
  }

  @Test
  @DisplayName(
      "S2: a call that only the register told of is asked about though a doubt was in between")
  void toldByTheRegisterAndDoubted() {
    asked.hear("ATI CAMEL_BUSY");
    bob.at(5);
    asked.hear("ERB c9 9");
    assertThat(bob.queries()).containsExactly("CS DOUBT");
    bob.until(65);
    bob.until(700);
    assertThat(bob.queries()).containsExactly("CS BUSY");
  }

  @Test
  @DisplayName("T3: an attachment that is newer than the question hides no answer about calls")
  void answerOlderThanTheAttachment() {
    network.hear("02", "IDP c1", "ERB c1 7");
    alice.at(12);
    network.hear("00", "ATI ASSUMED_IDLE 3");
    assertThat(alice.ignored()).isNull();
    assertThat(alice.participation()).isEqualTo("closed");
    network.hear("ATI IMSI_DETACHED 3");
    assertThat(alice.ignored()).isEqualTo("older");
  }

  @Test
  @DisplayName(
      "T1: only an answer, or an attachment where nothing is followed, settles a suspicion")
  void settles() {
    network.hear("02");
    assertThat(alice.settled()).isTrue();
    network.hear("IDP c1");
    assertThat(alice.settled()).isFalse();
    network.hear("ERB c1 7");
    assertThat(alice.settled()).isFalse();
    network.hear("00");
    assertThat(alice.settled()).isFalse();
    network.hear("FAILED CS");
    assertThat(alice.settled()).isFalse();
    network.hear("ATI CAMEL_BUSY");
    assertThat(alice.settled()).isTrue();
  }

  @Test
  @DisplayName("I8: of more calls than anybody has the first goes")
  void callsAreBounded() {
    for (int i = 0; i < 20; i++) {
      network.hear("IDP c" + i, "ERB c" + i + " 7");
    }
    assertThat(alice.sim().cs().sessions().open())
        .hasSize(Calls.MAX)
        .extracting(Session::id)
        .endsWith("c18", "c19")
        .doesNotContain("c0");
  }

  @Test
  @DisplayName("whatever comes in whatever order, in the end nobody is on the phone")
  void nobodyIsOnThePhoneForEver() {
    long seed = Long.getLong("pna.seed", System.nanoTime());
    System.out.println("nobodyIsOnThePhoneForEver: seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      Subscriber carol = random.nextBoolean() ? Subscriber.withPh() : new Subscriber();
      CallLines line = new CallLines(carol);
      List<String> events = new ArrayList<>();
      for (int call = 0; call < 1 + random.nextInt(4); call++) {
        events.add("IDP c" + call);
        events.add("ERB c" + call + " " + (random.nextBoolean() ? 7 : 15));
        events.add("ERB c" + call + " 17");
        events.add("ER c" + call);
        events.add("ERB c" + call + " 13 cause" + (17 + random.nextInt(4)));
        events.add("LOST c" + call);
        events.add(random.nextBoolean() ? "02" : "03");
        events.add("ATI " + (random.nextBoolean() ? "CAMEL_BUSY" : "ASSUMED_IDLE"));
        events.add("FAILED CS");
      }
      events.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(events, random);
      int seconds = 0;
      for (String event : events.subList(0, random.nextInt(events.size()))) {
        seconds += random.nextInt(4);
        carol.until(seconds);
        line.hear(event);
      }
      String said = "seed " + seed + ", " + events;
      carol.until(seconds + 13 * 3600);
      assertThat(carol.participation()).as(said).isIn(null, "closed");
      assertThat(carol.sims() == 0 || carol.sim().cs().sessions().open().isEmpty())
          .as(said)
          .isTrue();
      carol.until(seconds + 8 * 86_400);
      assertThat(carol.sims()).as(said).isZero();
      assertThat(carol.wakeAt()).as(said).isNull();
    }
  }

  @Test
  void everyCallThatIsToldToEndLeavesNothingBehind() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Subscriber carol = new Subscriber();
      CallLines line = new CallLines(carol);
      line.hear("02");
      int calls = 1 + random.nextInt(4);
      List<List<String>> lives = new ArrayList<>();
      for (int call = 0; call < calls; call++) {
        List<String> life = new ArrayList<>(List.of("IDP c" + call));
        if (random.nextBoolean()) {
          life.add("ERB c" + call + " 15");
        }
        life.add("ERB c" + call + " " + (random.nextBoolean() ? 17 : 18));
        lives.add(life);
      }
      while (!lives.isEmpty()) {
        List<String> life = lives.get(random.nextInt(lives.size()));
        line.hear(life.remove(0));
        if (life.isEmpty()) {
          lives.remove(life);
        }
      }
      assertThat(carol.participation()).isEqualTo("closed");
      assertThat(carol.sim().cs().sessions().participation()).isEqualTo(Means.CLOSED);
      assertThat(carol.sim().cs().sessions().open()).isEmpty();
    }
  }
}
