package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.simulator.GmlcSubscriber;
import org.pna.simulator.ImsUser;
import org.pna.simulator.MlpShape;
import org.pna.simulator.ScscfFault;
import org.pna.simulator.SimulatedGmlc;
import org.pna.simulator.SimulatedScscf;
import org.pna.simulator.Subscriber;

@DisplayName("Kill -9 with S-CSCFs subscribed to, locations asked for, and names learned from them")
class ImsKillTest {
  private static final int COUNT = 20;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The port of the home subscriber server, which there is none of, takes the reports. */
  private static final String IMS =
      """
      pi: {application-server: "sip:pna.test", scscfs: [127.0.0.1], retry: 1s, default-handling: session_continued}
      pl:
        gmlcs:
          - {name: gmlc1, url: "%s", client: pna, password: secret, rate: 1000, senders: [127.0.0.1]}
        listen: {address: "127.0.0.1:%%4$d", path: /mlp, tls: false}
        policy: {on-watch: false, on-move: false}
        triggered: {for: all, interval: 1h, push-url: "http://127.0.0.1:%%4$d/mlp"}
      """;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void allIsRightAgainAfterTheRestart() throws Exception {
    Peers.need("kill");
    try (SimulatedGmlc gmlc = gmlc()) {
      GatewayFolder at = GatewayFolder.in(folder, COUNT, IMS.formatted(gmlc.url()));
      try (SimulatedScscf scscf = SimulatedScscf.open("sip:pna.test", at.sip());
          GatewayQuestions questions = new GatewayQuestions(at.data())) {
        GatewayProcess first = GatewayProcess.start(at, GatewayProcess.SHORT_LIVED);
        try (first) {
          awaitReady(questions);
          List<CompletableFuture<Integer>> answers = new ArrayList<>();
          for (int i = 0; i < COUNT; i++) {
            answers.add(scscf.register(user(i), "c1", HOUR));
          }
          for (CompletableFuture<Integer> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
          }
          RegisterAtWork.await(() -> scscf.subscriptions() == COUNT, PATIENCE);
          RegisterAtWork.await(() -> gmlc.triggered() == COUNT, PATIENCE);
          RegisterAtWork.await(() -> ims(questions, COUNT - 1, "open"), PATIENCE);
          first.kill();
        }
        scscf.err(ScscfFault.LOST_NOTIFY); // while it is away
        assertThat(scscf.deregister(user(1), "c1")).isNotNull();
        scscf.err();
        int asked = scscf.subscribes();
        int requests = gmlc.count("tlrr");
        try (GatewayProcess second = GatewayProcess.start(at, GatewayProcess.SHORT_LIVED)) {
          awaitReady(questions);
          assertThat(questions.why(alias(2)).elements()).as("a learned name").containsKey("ims");
          RegisterAtWork.await(() -> ims(questions, 1, "closed"), PATIENCE);
          assertThat(ims(questions, 0, "open")).isTrue();
          RegisterAtWork.await(() -> scscf.subscribes() >= asked + COUNT, PATIENCE);
          assertThat(scscf.subscribes()).as("each is asked once").isEqualTo(asked + COUNT);
          assertThat(gmlc.available(Subscriber.numbered(3)).get(30, TimeUnit.SECONDS).isTaken())
              .as("the report of what was asked for before the kill")
              .isTrue();
          assertThat(gmlc.count("tlrr"))
              .as("what stands is not asked for twice")
              .isEqualTo(requests);
          assertThat(second.isAlive()).isTrue();
        }
      }
    }
  }

  private static SimulatedGmlc gmlc() throws IOException {
    SimulatedGmlc gmlc =
        SimulatedGmlc.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            URI.create("http://127.0.0.1/"),
            InstantSource.system(),
            PATIENCE);
    MlpShape here = MlpShape.point(new MlpShape.Place("59.33", "18.06"));
    for (int i = 0; i < COUNT; i++) {
      gmlc.put(GmlcSubscriber.at(Subscriber.numbered(i), here));
    }
    return gmlc;
  }

  private static ImsUser user(int number) {
    return ImsUser.of(Subscriber.numbered(number), GatewayFolder.presentity(number), alias(number));
  }

  private static String alias(int number) {
    return "sip:alias" + number + "@pna.test";
  }

  private static void awaitReady(GatewayQuestions questions) throws Exception {
    RegisterAtWork.await(() -> answers(questions), PATIENCE);
  }

  private static boolean answers(GatewayQuestions questions) {
    try {
      return !questions.suspects().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean ims(GatewayQuestions questions, int number, String basic) {
    try {
      return questions
          .why(GatewayFolder.presentity(number))
          .elements()
          .getOrDefault("ims", "")
          .startsWith(basic);
    } catch (IOException e) {
      return false;
    }
  }
}
