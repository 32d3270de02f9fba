package org.pna.simulator.tour;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.simulator.Answer;
import org.pna.simulator.SimulatedNode;

/** Has VLR and SGSNs report by noteMM-Event; each report begins a step. */
final class MobilityEvents {
  private final Stage stage;

  MobilityEvents(Stage stage) {
    this.stage = stage;
  }

  /** One that the gateway takes. */
  Step taken(SimulatedNode node, DemoSubscriber who, String what, int code, @Nullable Cell cell)
      throws InterruptedException {
    Step step = begin(node, who, what, code, cell);
    Answer answer = send(step, node, who, code, cell);
    step.check(
        answer != null && answer.outcome() == Answer.Outcome.RESULT, "answered " + text(answer));
    return step;
  }

  /** One that the gateway answers with an error. */
  Step refused(SimulatedNode node, DemoSubscriber who, String what, int code, Cell cell, int error)
      throws InterruptedException {
    Step step = begin(node, who, what, code, cell);
    Answer answer = send(step, node, who, code, cell);
    step.check(
        answer != null && answer.isError(error),
        "answered " + text(answer) + ", not error " + error);
    return step;
  }

  /** One whose answer, if there is any, does not matter. */
  Step sent(SimulatedNode node, DemoSubscriber who, String what, int code)
      throws InterruptedException {
    Step step = begin(node, who, what, code, null);
    send(step, node, who, code, null);
    return step;
  }

  private Step begin(
      SimulatedNode node, DemoSubscriber who, String what, int code, @Nullable Cell cell)
      throws InterruptedException {
    String where = cell == null ? "" : " in " + cell;
    return stage
        .step(what)
        .by(
            node.identity().toString(),
            String.format("%s: %s (%02x)%s", who.name(), what, code, where));
  }

  private @Nullable Answer send(
      Step step, SimulatedNode node, DemoSubscriber who, int code, @Nullable Cell cell)
      throws InterruptedException {
    stage.codes.add(code);
    Answer answer = step.await(node.report(who.numbers(), code, cell));
    if (answer == null || answer.outcome() != Answer.Outcome.RESULT) {
      stage.timeline.gateway("answers " + text(answer));
    }
    return answer;
  }

  private static String text(@Nullable Answer answer) {
    return answer == null ? "nothing" : answer.toString();
  }
}
