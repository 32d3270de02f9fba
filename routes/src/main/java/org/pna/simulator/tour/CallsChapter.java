package org.pna.simulator.tour;

import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.offThePhone;
import static org.pna.simulator.Expectation.onThePhone;
import static org.pna.simulator.tour.CallSteps.CALLED;
import static org.pna.simulator.tour.CallSteps.CALLING;
import static org.pna.simulator.tour.CallSteps.GETS_A_CALL;
import static org.pna.simulator.tour.CallSteps.MAKES_A_CALL;
import static org.pna.simulator.tour.CallSteps.O_ANSWER;
import static org.pna.simulator.tour.CallSteps.O_DISCONNECT;
import static org.pna.simulator.tour.CallSteps.T_ANSWER;
import static org.pna.simulator.tour.CallSteps.T_DISCONNECT;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.SubscriberState;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.SimulatedCall;

/**
 * Who is on the phone. The gateway follows two calls at a time, so that the third can be seen to go
 * on all the same. Bob is left in a call that only the HLR has told of.
 */
final class CallsChapter implements Chapter {
  private static final DemoSubscriber ALICE = DemoSubscriber.ALICE;
  private static final DemoSubscriber BOB = DemoSubscriber.BOB;
  private static final Duration NOTHING_SAID = Duration.ofSeconds(4);

  @Override
  public String title() {
    return "Who is on the phone: the MSC tells of calls by CAP, and none waits for the gateway";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    CallSteps calls = new CallSteps(stage);
    new MobilityEvents(stage)
        .taken(stage.cast.vlr(), BOB, "location update from another VLR", 0x01, Stage.STATION)
        .told(BOB, active(Stage.CS));
    oneCall(calls);
    twoCalls(stage, calls);
    forwarded(calls);
    aborted(stage, calls);
  }

  private static void oneCall(CallSteps calls) throws InterruptedException {
    SimulatedCall call = calls.begins(ALICE, MAKES_A_CALL, "makes a call");
    calls
        .reports(call, ALICE, "the other party answers", O_ANSWER, CALLED)
        .told(ALICE, onThePhone(Bearer.SPEECH));
    Step over = calls.reports(call, ALICE, "hangs up", O_DISCONNECT, CALLING);
    over.told(ALICE, offThePhone());
    CallSteps.closes(over, call);
  }

  private static void twoCalls(Stage stage, CallSteps calls) throws InterruptedException {
    SimulatedCall first = calls.begins(ALICE, GETS_A_CALL, "is called");
    calls.reports(first, ALICE, "answers", T_ANSWER, CALLED).told(ALICE, onThePhone(Bearer.SPEECH));
    SimulatedCall second = calls.begins(ALICE, GETS_A_CALL, "a second call waits");
    calls.reports(second, ALICE, "answers it, too", T_ANSWER, CALLED).nobodyTold();
    oneTooMany(stage, calls);
    calls.reports(first, ALICE, "the first caller hangs up", T_DISCONNECT, CALLING).nobodyTold();
    Step over = calls.reports(second, ALICE, "hangs up the second", T_DISCONNECT, CALLED);
    over.told(ALICE, offThePhone());
    CallSteps.closes(over, second);
  }

  /** Rules S1 and T1: the call goes on, and what was missed is asked for. */
  private static void oneTooMany(Stage stage, CallSteps calls) throws InterruptedException {
    knows(stage, BOB, SubscriberState.CAMEL_BUSY);
    Step step =
        calls.step(BOB, "makes a call, one more than this gateway may follow (initialDP 2)");
    calls.begins(step, BOB, MAKES_A_CALL, false);
    step.asked(new HlrQuestion.State(BOB.numbers(), Domain.CS, SubscriberState.CAMEL_BUSY));
    step.told(BOB, onThePhone(null));
  }

  private static void forwarded(CallSteps calls) throws InterruptedException {
    SimulatedCall call = calls.begins(ALICE, GETS_A_CALL, "is called");
    Step step = calls.step(ALICE, "the call is forwarded to somebody else (eventReportBCSM 13)");
    if (call != null) {
      step.send(call::reportForwarded);
    }
    step.nobodyTold();
    CallSteps.closes(step, call);
  }

  /** Rule T9. */
  private static void aborted(Stage stage, CallSteps calls) throws InterruptedException {
    knows(stage, ALICE, SubscriberState.ASSUMED_IDLE);
    SimulatedCall call = calls.begins(ALICE, MAKES_A_CALL, "makes a call");
    calls
        .reports(call, ALICE, "the other party answers", O_ANSWER, CALLED)
        .told(ALICE, onThePhone(Bearer.SPEECH));
    Step step =
        calls.step(
            ALICE, "the dialogue is aborted: unknown, so nothing is said for 5 s, then asked");
    abort(step, call);
    if (step.isQuiet(NOTHING_SAID)) {
      step.asked(new HlrQuestion.State(ALICE.numbers(), Domain.CS, SubscriberState.ASSUMED_IDLE));
      step.told(ALICE, offThePhone());
    }
  }

  private static void abort(Step step, @Nullable SimulatedCall call) {
    if (call != null) {
      step.send(call::abort);
    }
  }

  private static void knows(Stage stage, DemoSubscriber who, SubscriberState state) {
    stage
        .cast
        .hlr()
        .subscribers()
        .change(
            new Imsi(who.numbers().imsi()),
            one ->
                one.in(Domain.CS, state)
                    .at(Stage.STATION, stage.cast.vlr().identity().globalTitle(), null));
  }
}
