package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.terminated;

import java.util.function.Predicate;
import org.pna.model.Domain;
import org.pna.model.message.sh.ImsUserState;
import org.pna.simulator.HssQuestion;
import org.pna.simulator.PushAnswer;
import org.pna.simulator.SimulatedHss;

/** Who is registered with IMS, as the HSS tells by Sh. */
final class RegistrationChapter implements Chapter {
  private static final DemoSubscriber CAROL = DemoSubscriber.CAROL;

  /** Data-Reference (TS 29.329). */
  private static final int USER_STATE = 15;

  @Override
  public String title() {
    return "Who is registered: the HSS tells by Sh, and is asked again after it was away";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Step step = stage.step("the gateway has a connection to the HSS");
    step.by(stage.cast.hssName(), "listens, and the gateway is connected (Capabilities-Exchange)");
    step.check(stage.cast.hss().awaitConnected(stage.patience), "there is no connection");
    watched(stage);
    tells(stage, "registers", ImsUserState.REGISTERED)
        .told(CAROL, all(means("ims", OPEN), active(Stage.IMS)));
    tells(stage, "registers with another contact", ImsUserState.REGISTERED).nobodyTold();
    tells(stage, "is gone, her services go on", ImsUserState.REGISTERED_UNREG_SERVICES)
        .told(CAROL, means("ims", CLOSED));
    tells(stage, "registers", ImsUserState.REGISTERED).told(CAROL, means("ims", OPEN));
    tells(stage, "is not registered", ImsUserState.NOT_REGISTERED)
        .told(CAROL, all(means("ims", CLOSED), terminated(Stage.IMS)));
    comesBack(stage);
    tells(stage, "is not registered", ImsUserState.NOT_REGISTERED)
        .told(CAROL, means("ims", CLOSED));
  }

  private static void watched(Stage stage) throws InterruptedException {
    WatchingChapter.subscribe(stage, CAROL);
    Step step = stage.step("who is watched is asked about");
    for (Domain domain : Domain.values()) {
      step.asked("how she is in the " + domain + " domain", isState(domain));
    }
    step.told(
        CAROL,
        all(
            means("cs-voice", OPEN),
            active(Stage.EPS),
            terminated(Stage.PS),
            cell(DemoSubscriber.HOME.toString())));
    step.asked("to tell of " + CAROL.name(), WatchingChapter.isToTellOf(CAROL));
    step.told(CAROL, all(means("ims", CLOSED), terminated(Stage.IMS)));
  }

  private static Predicate<HssQuestion> isState(Domain domain) {
    return question ->
        question instanceof HssQuestion.Data data
            && data.who().equals(CAROL.numbers())
            && data.domain() == domain
            && data.reference() == USER_STATE;
  }

  /** It has forgotten who subscribed, and what it says of Carol is news. */
  private static void comesBack(Stage stage) throws InterruptedException {
    SimulatedHss hss = stage.cast.hss();
    Step step = stage.step("the HSS comes back");
    step.by(stage.cast.hssName(), "dies; " + CAROL.name() + " registers meanwhile; it comes back");
    hss.kill();
    hss.subscribers().change(CAROL.presentity(), one -> one.registered(ImsUserState.REGISTERED));
    step.send(hss::restart);
    step.asked("again to tell of " + CAROL.name(), WatchingChapter.isToTellOf(CAROL));
    step.told(CAROL, all(means("ims", OPEN), active(Stage.IMS)));
  }

  private static Step tells(Stage stage, String what, ImsUserState state)
      throws InterruptedException {
    SimulatedHss hss = stage.cast.hss();
    hss.subscribers().change(CAROL.presentity(), one -> one.registered(state));
    String name = CAROL.name() + ' ' + what;
    Step step = stage.step(name);
    step.by(
        stage.cast.hssName(),
        CAROL.name()
            + ": "
            + what
            + " (Push-Notification-Request IMSUserState "
            + state.code()
            + ")");
    stage.pushed++;
    PushAnswer answer = step.await(hss.tell(CAROL.presentity()));
    step.check(answer != null && answer.isSuccess(), "answered " + answer);
    return step;
  }
}
