package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.terminated;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.pna.model.Domain;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HssQuestion;

/** Somebody begins to watch: the registers are asked, and told to have the events reported. */
final class WatchingChapter implements Chapter {
  private static final Duration SUBSCRIPTION = Duration.ofHours(1);

  @Override
  public String title() {
    return "Somebody watches: the gateway asks HLR and HSS, and has them report what happens";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    watch(stage, List.of(DemoSubscriber.ALICE, DemoSubscriber.BOB));
  }

  /** Of each of them, who are switched off and nowhere registered, the watcher wants to know. */
  static void watch(Stage stage, List<DemoSubscriber> whom) throws InterruptedException {
    Step step = stage.step("who is watched is asked about");
    for (DemoSubscriber who : whom) {
      subscribe(stage, who);
    }
    for (DemoSubscriber who : whom) {
      step.asked(new HlrQuestion.State(who.numbers(), Domain.CS, SubscriberState.IMSI_DETACHED));
      step.asked(new HlrQuestion.State(who.numbers(), Domain.PS, SubscriberState.PS_DETACHED));
      step.told(who, all(means("cs-voice", CLOSED), terminated(Stage.CS), terminated(Stage.PS)));
      step.asked("to tell of " + who.name(), isToTellOf(who));
      step.told(who, all(means("ims", CLOSED), terminated(Stage.IMS)));
    }
    for (DemoSubscriber who : whom) {
      step.asked(new HlrQuestion.Subscription(who.numbers(), false, false));
      step.asked(new HlrQuestion.Modification(who.numbers(), Csi.Kind.M_CSI, true));
      step.asked(new HlrQuestion.Modification(who.numbers(), Csi.Kind.MG_CSI, true));
    }
  }

  /** A subscription to IMSUserState. */
  static Predicate<HssQuestion> isToTellOf(DemoSubscriber who) {
    return new HssQuestion.Notifications(who.numbers(), who.presentity(), true)::equals;
  }

  static void subscribe(Stage stage, DemoSubscriber who) throws InterruptedException {
    Step step = stage.step("SUBSCRIBE " + who.presentity());
    step.by("watcher", "subscribes to " + who.presentity());
    Integer status = step.await(stage.cast.watcher().subscribe(who.presentity(), SUBSCRIPTION));
    step.check(status != null && status / 100 == 2, "answered " + status);
    step.told(who, null);
  }
}
