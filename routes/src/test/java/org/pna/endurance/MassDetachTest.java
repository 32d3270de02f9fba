package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.simulator.Answer;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.Subscriber;

@DisplayName("T15: a node that says goodbye for all its subscribers is not believed at once")
class MassDetachTest {
  private static final int SUBSCRIBERS = 1500;
  private static final int BELIEVED = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void thoseBeyondTheBoundAreHeldAndToldSlowly() throws Exception {
    GatewayFolder gateway = GatewayFolder.in(folder, SUBSCRIBERS, "");
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace(
                "mass-negatives: off",
                "mass-negatives: {share: 1, least: 1000, within: 60s, hold: 5s, rate: 200}"));
    try (GatewayProcess process = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED);
        M3uaLink link = gateway.link()) {
      assertThat(link.awaitActive(PATIENCE)).isTrue();
      SimulatedNode vlr =
          new SimulatedNode(link, GatewayFolder.VLR, GatewayFolder.GATEWAY, PATIENCE);
      tell(vlr, 0x02);
      tell(vlr, 0x03);
      try (GatewayQuestions questions = new GatewayQuestions(gateway.data())) {
        assertThat(shown(questions, "open")).isEqualTo(SUBSCRIBERS - BELIEVED);
        assertThat(questions.suspects().get(0)).contains("mass-negatives pc");
        assertThat(questions.why(GatewayFolder.presentity(SUBSCRIBERS - 1)).events()).isEqualTo(2);
        await(() -> shown(questions, "open"), open -> open == 0);
        await(
            () -> questions.suspects().get(0).contains("mass-negatives") ? 1 : 0,
            raised -> raised == 0);
        Explanation last = questions.why(GatewayFolder.presentity(SUBSCRIBERS - 1));
        assertThat(last.events()).isEqualTo(3);
        assertThat(last.version()).isEqualTo(2);
      }
      assertThat(process.isAlive()).isTrue();
    }
  }

  private static void tell(SimulatedNode vlr, int code) throws Exception {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      answers.add(vlr.report(Subscriber.numbered(i), code, null));
    }
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get().outcome()).isEqualTo(Answer.Outcome.RESULT);
    }
  }

  /** Of how many the voice says so. */
  private static int shown(GatewayQuestions questions, String value) throws IOException {
    int count = 0;
    for (int i = 0; i < SUBSCRIBERS; i++) {
      String said = questions.why(GatewayFolder.presentity(i)).elements().get("cs-voice");
      count += value.equals(said) ? 1 : 0;
    }
    return count;
  }

  /** Something that is asked of the gateway. */
  private interface Question {
    int ask() throws IOException;
  }

  private static void await(Question question, Predicate<Integer> enough) throws IOException {
    long end = System.nanoTime() + 2 * PATIENCE.toNanos();
    int said = question.ask();
    while (!enough.test(said)) {
      assertThat(System.nanoTime()).as("still " + said).isLessThan(end);
      said = question.ask();
    }
  }
}
