package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.simulator.Answer;
import org.pna.simulator.HlrReaction;
import org.pna.simulator.HlrSubscriber;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.Subscriber;

/** Kill -9 in the middle of arming, and of a repair, over M3UA (rules S5, T14). */
class ArmingKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void afterKillsInTheMiddleOfArmingAllIsAsWanted() throws Exception {
    armThroughKills(40, 100, 1, HlrReaction.chance(0.02, List.of(34), 0.01, 7));
  }

  /** About five minutes. */
  @Test
  @Tag("slow")
  @Timeout(3_600)
  void afterKillsInTheMiddleOfArmingTenThousandAllIsAsWanted() throws Exception {
    armThroughKills(10_000, 1_000, 5, HlrReaction.chance(0.05, List.of(34), 0.01, 7));
  }

  private void armThroughKills(int count, int rate, int kills, HlrReaction.Chooser reactions)
      throws Exception {
    Peers.need("kill");
    int others = count / 20;
    Duration patience = Duration.ofSeconds(60L + count / 5);
    try (RegisterAtWork at = new RegisterAtWork(folder, count, rate)) {
      at.hlr.react(reactions);
      List<HlrSubscriber> foreign = others(at, others);
      int ours = 2 * count - 2 * others;

      at.want("none", "all");
      at.start();
      for (int i = 0; i < kills; i++) {
        at.killAfter(ours / (kills + 2), RegisterAtWork.MODIFICATION);
      }
      RegisterAtWork.await(() -> at.active() == ours, patience);
      System.out.println("armed with " + at.requests());
      untouched(at, foreign);

      try (GatewayQuestions questions = new GatewayQuestions(at.folder.data())) {
        RegisterAtWork.await(() -> isKnown(questions, "\"armed\":" + ours), patience);
        questions.reporting(GatewayFolder.presentity(count - 1), Wish.OFF);
        at.kill(); // what was said to be taken down is
        at.start();
        RegisterAtWork.await(() -> at.active() == ours - 2, patience);
        at.kill();

        at.want("all", "none");
        at.start();
        for (int i = 0; i < kills; i++) {
          at.killAfter(ours / (kills + 2), RegisterAtWork.MODIFICATION);
        }
        RegisterAtWork.await(() -> at.active() == 0, patience);
        System.out.println("disarmed with " + at.requests());
        RegisterAtWork.await(() -> isKnown(questions, "\"csis\":{\"disarmed\":2"), patience);
      }
      untouched(at, foreign);
      // The budget holds for any second as we send; the wire bunches a little.
      assertThat(at.busiestSecond(RegisterAtWork.SUBSCRIPTION, RegisterAtWork.MODIFICATION))
          .isLessThanOrEqualTo(rate + rate / 10);
    }
  }

  /** Every third another application's, one without our events, one without a second CSI. */
  private static List<HlrSubscriber> others(RegisterAtWork at, int count) {
    List<HlrSubscriber> others = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (Csi.Kind kind : Csi.Kind.values()) {
        Csi csi = at.subscriber(i).csi(kind);
        assertThat(csi).isNotNull();
        at.change(
            i,
            kind,
            switch (i % 3) {
              case 0 -> new Csi(csi.triggers(), 100, "46701234567", true, true);
              case 1 ->
                  new Csi(csi.triggers().subList(0, 2), 100, csi.gsmScfAddress(), true, false);
              default -> null;
            });
      }
      others.add(at.subscriber(i));
    }
    return others;
  }

  private static void untouched(RegisterAtWork at, List<HlrSubscriber> others) {
    assertThat(at.hlr.counts().foreignModifications()).isZero();
    for (int i = 0; i < others.size(); i++) {
      assertThat(at.subscriber(i)).isEqualTo(others.get(i));
    }
  }

  private static boolean isKnown(GatewayQuestions questions, String state) {
    try {
      return questions.suspects().get(0).contains(state);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @Timeout(120)
  void afterAKillInTheMiddleOfARepairTheRestIsAskedAboutAndNobodyTwice() throws Exception {
    Peers.need("kill");
    int count = 60;
    try (RegisterAtWork at = new RegisterAtWork(folder, count, 40);
        Sight watcher = new Sight(GatewayFolder.WATCHER, at.folder)) {
      at.start();
      SimulatedNode vlr =
          new SimulatedNode(at.link, GatewayFolder.VLR, GatewayFolder.GATEWAY, PATIENCE);
      SimulatedNode sgsn =
          new SimulatedNode(at.link, GatewayFolder.SGSN, GatewayFolder.GATEWAY, PATIENCE);
      for (int i = 0; i < count; i++) {
        assertThat(vlr.report(Subscriber.numbered(i), 0x02, null).get().outcome())
            .isEqualTo(Answer.Outcome.RESULT);
        assertThat(sgsn.report(Subscriber.numbered(i), 0x83, null).get().outcome())
            .isEqualTo(Answer.Outcome.RESULT);
        watcher.watch(GatewayFolder.presentity(i), Duration.ofHours(2));
      }
      assertThat(watcher.await(() -> watched(watcher, count), PATIENCE)).isTrue();
      at.kill();
      long asked = at.hlr.counts().of(RegisterAtWork.INTERROGATION);
      for (int i = 0; i < count; i++) {
        at.hlr
            .subscribers()
            .change(
                new Imsi(Subscriber.numbered(i).imsi()),
                one -> one.in(Domain.CS, SubscriberState.IMSI_DETACHED));
      }
      Files.writeString(at.folder.data().resolve("suspects"), "1"); // as after a full disk
      at.start();
      at.killAfter(count, RegisterAtWork.INTERROGATION);
      try (GatewayQuestions questions = new GatewayQuestions(at.folder.data())) {
        RegisterAtWork.await(() -> isKnown(questions, "\"nodes\":0"), PATIENCE);
        for (int i = 0; i < count; i++) {
          assertThat(questions.why(GatewayFolder.presentity(i)).elements())
              .containsEntry("cs-voice", "closed");
        }
      }
      long repaired = at.hlr.counts().of(RegisterAtWork.INTERROGATION) - asked;
      System.out.println("repaired with " + at.requests());
      // Each domain once, but for those whose answer a kill took: under way or not on disk.
      assertThat(repaired).isBetween(2L * count, 2L * count + 2 * 40);
      assertThat(at.busiestSecond(RegisterAtWork.INTERROGATION)).isLessThanOrEqualTo(44);
    }
  }

  private static boolean watched(Sight watcher, int count) {
    for (int i = 0; i < count; i++) {
      if (watcher.of(GatewayFolder.presentity(i)) == null) {
        return false;
      }
    }
    return true;
  }
}
