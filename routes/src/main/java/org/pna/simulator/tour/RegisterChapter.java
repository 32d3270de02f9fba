package org.pna.simulator.tour;

import static org.pna.simulator.Expectation.offThePhone;

import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;
import org.pna.simulator.Answer;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HlrSubscriber;
import org.pna.simulator.SimulatedHlr;
import org.pna.simulator.Subscriber;

/** What the HLR is asked by hand, and what it tells of its own accord. */
final class RegisterChapter implements Chapter {
  @Override
  public String title() {
    return "The home register: asked by hand, and told again what somebody undid";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    byHand(stage, DemoSubscriber.BOB);
    turnedOff(stage, DemoSubscriber.ALICE);
  }

  private static void byHand(Stage stage, DemoSubscriber who) throws InterruptedException {
    stage
        .cast
        .hlr()
        .subscribers()
        .change(
            new Imsi(who.numbers().imsi()), one -> one.in(Domain.CS, SubscriberState.ASSUMED_IDLE));
    Step step = stage.step("asked by hand");
    step.by("operator", "./pna query " + who.presentity());
    String told = step.attempt(() -> stage.cast.operator().query(who.presentity()));
    if (told != null) {
      stage.timeline.printed(told);
    }
    step.check(
        told != null && told.contains(SubscriberState.ASSUMED_IDLE.specName()),
        "the operator was told " + told);
    step.asked(new HlrQuestion.State(who.numbers(), Domain.CS, SubscriberState.ASSUMED_IDLE));
    step.told(who, offThePhone());
  }

  private static void turnedOff(Stage stage, DemoSubscriber who) throws InterruptedException {
    SimulatedHlr hlr = stage.cast.hlr();
    Subscriber numbers = who.numbers();
    hlr.subscribers().change(new Imsi(numbers.imsi()), RegisterChapter::withoutReports);
    Step step = stage.step("M-CSI turned off and on again");
    step.by(
        "HLR " + hlr.identity().globalTitle(),
        who.name()
            + ": somebody turned the M-CSI off (noteSubscriberDataModified); back on in some 5 s");
    Answer answer = step.await(hlr.tell(numbers, stage.cast.gateway()));
    step.check(answer != null && answer.outcome() == Answer.Outcome.RESULT, "answered " + answer);
    step.asked(new HlrQuestion.Modification(numbers, Csi.Kind.M_CSI, true));
  }

  private static HlrSubscriber withoutReports(HlrSubscriber one) {
    Csi csi = one.csi(Csi.Kind.M_CSI);
    return csi == null
        ? one
        : one.with(
            Csi.Kind.M_CSI,
            new Csi(
                csi.triggers(),
                csi.serviceKey(),
                csi.gsmScfAddress(),
                csi.notificationToCse(),
                false));
  }
}
