package org.pna.simulator.tour;

import org.jspecify.annotations.Nullable;
import org.pna.simulator.CapAnswer;
import org.pna.simulator.SimulatedCall;

/** Has the MSC tell of calls; each message begins a step. */
final class CallSteps {
  /** EventTypeBCSM (TS 29.078). */
  static final int MAKES_A_CALL = 2;

  static final int GETS_A_CALL = 12;
  static final int O_ANSWER = 7;
  static final int O_DISCONNECT = 9;
  static final int T_ANSWER = 15;
  static final int T_DISCONNECT = 17;
  static final int CALLING = 1;
  static final int CALLED = 2;

  private final Stage stage;

  CallSteps(Stage stage) {
    this.stage = stage;
  }

  /** A call that the gateway lets go on; null when it could not be told of. */
  @Nullable SimulatedCall begins(Step step, DemoSubscriber who, int trigger, boolean isFollowed)
      throws InterruptedException {
    stage.calls++;
    SimulatedCall call =
        step.attempt(() -> stage.cast.msc().call(who.numbers(), trigger, Stage.STATION));
    CapAnswer answer = call == null ? null : step.await(call.answer());
    if (answer == null || answer.kind() == CapAnswer.Kind.NONE) {
      step.check(false, "no answer, so the switch does with the call what it likes");
      return null;
    }
    stage.timeline.gateway(words(answer));
    step.check(answer.proceeds(), "the call does not go on");
    step.check(
        answer.monitors() == isFollowed
            && answer.kind() == (isFollowed ? CapAnswer.Kind.CONTINUE : CapAnswer.Kind.END),
        "answered " + answer);
    return call;
  }

  /** A step in which a call begins, of which nobody is told. */
  @Nullable SimulatedCall begins(DemoSubscriber who, int trigger, String what)
      throws InterruptedException {
    Step step = step(who, what + " (initialDP " + trigger + ")");
    SimulatedCall call = begins(step, who, trigger, true);
    step.nobodyTold();
    return call;
  }

  /** A step in which something happens to a call. */
  Step reports(@Nullable SimulatedCall call, DemoSubscriber who, String what, int event, int leg)
      throws InterruptedException {
    Step step = step(who, what + " (eventReportBCSM " + event + ")");
    if (call == null) {
      step.check(false, "there is no call");
      return step;
    }
    step.send(() -> call.report(event, leg));
    return step;
  }

  /** The gateway ends the dialogue of a call that is over. */
  static void closes(Step step, @Nullable SimulatedCall call) throws InterruptedException {
    CapAnswer last = call == null ? null : step.await(call.closed());
    step.check(last != null && last.kind() == CapAnswer.Kind.END, "its dialogue was not ended");
  }

  Step step(DemoSubscriber who, String what) throws InterruptedException {
    return stage.step(what).by(stage.cast.mscName(), who.name() + ": " + what);
  }

  private static String words(CapAnswer answer) {
    String asks = answer.monitors() ? "requestReportBCSMEvent and " : "";
    String dialogue = answer.kind() == CapAnswer.Kind.END ? ", and ends the dialogue" : "";
    return answer.proceeds() ? "answers " + asks + "continue" + dialogue : "answers " + answer;
  }
}
