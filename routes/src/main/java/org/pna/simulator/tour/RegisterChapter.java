package org.pna.simulator.tour;

import static org.pna.simulator.Expectation.offThePhone;
import static org.pna.simulator.Expectation.onThePhone;

import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.simulator.Answer;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HlrSubscriber;
import org.pna.simulator.SimulatedHlr;
import org.pna.simulator.Subscriber;

/** What the HLR is asked by hand, and what it tells of its own accord. */
final class RegisterChapter implements Chapter {
  @Override
  public String title() {
    return "The home registers: asked by hand, and told again what somebody undid";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    SimulatedHlr hlr = stage.cast.hlr();
    Subscriber bob = DemoSubscriber.BOB.numbers();
    hlr.subscribers()
        .change(new Imsi(bob.imsi()), one -> one.in(Domain.CS, SubscriberState.ASSUMED_IDLE));
    Step step = byHand(stage, DemoSubscriber.BOB, SubscriberState.ASSUMED_IDLE.specName());
    step.asked(new HlrQuestion.State(bob, Domain.CS, SubscriberState.ASSUMED_IDLE));
    step.told(DemoSubscriber.BOB, offThePhone());
    DemoSubscriber carol = DemoSubscriber.CAROL;
    stage
        .cast
        .hss()
        .subscribers()
        .change(carol.presentity(), one -> one.in(CsUserState.CAMEL_BUSY, PsUserState.DETACHED));
    byHand(stage, carol, carol.numbers().imsi()).told(carol, onThePhone(null));
    turnedOff(stage, DemoSubscriber.ALICE);
  }

  private static Step byHand(Stage stage, DemoSubscriber who, String expected)
      throws InterruptedException {
    Step step = stage.step("asked by hand");
    step.by("operator", "./pna query " + who.presentity());
    String told = step.attempt(() -> stage.cast.operator().query(who.presentity()));
    if (told != null) {
      stage.timeline.printed(told.lines().toList());
    }
    step.check(told != null && told.contains(expected), "the operator was told " + told);
    return step;
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
