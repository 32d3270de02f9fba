package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.model.message.sh.ImsUserState;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.simulator.HssSubscriber;
import org.pna.simulator.PushAnswer;
import org.pna.simulator.SimulatedHss;
import org.pna.simulator.Subscriber;

/** Kill -9 while the gateway subscribes to registrations at a home subscriber server (rule T14). */
class RegistrationKillTest {
  private static final int NOTIFICATIONS = 308;
  private static final int COUNT = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void subscriptionsStandThroughKillsAndServersThatForget() throws Exception {
    Peers.need("kill");
    GatewayFolder at =
        GatewayFolder.in(
            folder,
            COUNT,
            GatewayFolder.HSS_NODE + "ph:\n  registration: {node: hss1, for: all}\n");
    String told = GatewayFolder.presentity(1);
    String ended = GatewayFolder.presentity(COUNT - 1);
    try (SimulatedHss hss = hss(at);
        GatewayQuestions questions = new GatewayQuestions(at.data())) {
      hss.delay(Duration.ofMillis(50)); // so that some are under way
      try (GatewayProcess gateway = start(at)) {
        RegisterAtWork.await(() -> hss.counts().of(NOTIFICATIONS) > COUNT / 3, PATIENCE);
        gateway.kill();
      }
      try (GatewayProcess gateway = start(at)) {
        RegisterAtWork.await(() -> isKnown(questions, COUNT), PATIENCE);
        assertThat(hss.subscriptions()).isEqualTo(COUNT);
        questions.reporting(ended, Wish.OFF);
        HssSubscriber unused =
            hss.subscribers().change(told, one -> one.registered(ImsUserState.REGISTERED));
        assertThat(hss.tell(told).get(10, TimeUnit.SECONDS).code()).isEqualTo(PushAnswer.SUCCESS);
        gateway.kill(); // what was acknowledged is kept
      }
      hss.kill();
      try (GatewayProcess gateway = start(at)) {
        RegisterAtWork.await(() -> isKnown(questions, COUNT - 1), PATIENCE);
        assertThat(questions.why(told).elements())
            .containsEntry("ims", "open, registration active");
        hss.restart(); // it restarted while we were away, and has forgotten everything
        RegisterAtWork.await(() -> hss.subscriptions() == COUNT - 1, PATIENCE);
        assertThat(hss.isSubscribed(ended)).isFalse();
        RegisterAtWork.await(() -> isKnown(questions, COUNT - 1), PATIENCE);
        gateway.kill();
      }
      long asked = hss.counts().of(NOTIFICATIONS);
      try (GatewayProcess gateway = start(at)) {
        RegisterAtWork.await(() -> isKnown(questions, COUNT - 1), PATIENCE);
        assertThat(hss.awaitConnected(PATIENCE)).isTrue();
        questions.reporting(ended, Wish.ON); // the only one: the others stand
        RegisterAtWork.await(() -> hss.subscriptions() == COUNT, PATIENCE);
        assertThat(hss.counts().of(NOTIFICATIONS)).isEqualTo(asked + 1);
      }
    }
  }

  private static GatewayProcess start(GatewayFolder at) throws IOException {
    return GatewayProcess.start(at, GatewayProcess.SHORT_LIVED);
  }

  private static boolean isKnown(GatewayQuestions questions, int standing) {
    try {
      return questions.suspects().get(0).contains("\"standing\":" + standing + ",\"refused\":0");
    } catch (IOException e) {
      return false;
    }
  }

  private static SimulatedHss hss(GatewayFolder at) throws IOException {
    SimulatedHss hss =
        SimulatedHss.open(GatewayFolder.HSS, at.hss(), InstantSource.system(), PATIENCE);
    for (int i = 0; i < COUNT; i++) {
      hss.subscribers()
          .put(HssSubscriber.attached(Subscriber.numbered(i), GatewayFolder.presentity(i)));
    }
    return hss;
  }
}
