package org.pna.simulator.tour;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pna.simulator.NasSession;
import org.pna.simulator.SimulatedNas;
import org.pna.simulator.SimulatedNas.Status;

/** Has an element account for sessions; each request begins a step, and is to be answered. */
final class AccountingSteps {
  private final Stage stage;
  private final String name;
  private final SimulatedNas nas;

  /**
   * @param name of the element, for the timeline
   */
  AccountingSteps(Stage stage, String name, SimulatedNas nas) {
    this.stage = stage;
    this.name = name + ' ' + nas.address();
    this.nas = nas;
  }

  Step tells(DemoSubscriber who, String what, Status status, NasSession session)
      throws InterruptedException {
    Step step = step(who.name() + ": " + what, status);
    answered(step, () -> nas.report(status, session));
    return step;
  }

  Step tells(String what, Status status) throws InterruptedException {
    Step step = step(what, status);
    answered(step, () -> nas.report(status));
    return step;
  }

  private Step step(String what, Status status) throws InterruptedException {
    return stage.step(what).by(name, what + " (Accounting-Request " + word(status) + ")");
  }

  private void answered(Step step, Step.Attempt<Boolean> request) {
    stage.accounted++;
    Boolean isAnswered = step.attempt(request);
    step.check(isAnswered != null && isAnswered, "there was no Accounting-Response");
  }

  private static String word(Status status) {
    return Arrays.stream(status.name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("-"));
  }
}
