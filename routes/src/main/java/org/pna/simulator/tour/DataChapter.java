package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.terminated;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.CapAnswer;
import org.pna.simulator.SimulatedSession;
import org.pna.simulator.tour.Cast.Sgsn;

/** Who is online. Each message after the first comes in a dialogue of its own (rule S3). */
final class DataChapter implements Chapter {
  /** GPRSEventType (TS 29.078). */
  private static final int ATTACH = 1;

  private static final int MOVED_ATTACHED = 2;
  private static final int DETACHED = 3;
  private static final int CONTEXT_ASKED = 11;
  private static final int CONTEXT = 12;
  private static final int CONTEXT_OVER = 13;
  private static final int MOVED_WITH_CONTEXT = 14;
  private static final Duration LONGER_THAN_THE_GRACE = Duration.ofMillis(2_500);
  private static final DemoSubscriber ALICE = DemoSubscriber.ALICE;

  /** A message in a later dialogue. */
  private interface Later {
    Future<CapAnswer> send(SimulatedSession session) throws IOException;
  }

  @Override
  public String title() {
    return "Who is online: the SGSNs tell of sessions and PDP contexts by CAP";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Sgsn old = stage.cast.sgsn();
    Sgsn next = stage.cast.newSgsn();
    Step step = stage.step("GPRS attach by CAP");
    SimulatedSession attached = begins(stage, step, old, ATTACH, "switches data on");
    step.told(ALICE, active(Stage.PS));

    step = stage.step("PDP context asked for");
    SimulatedSession context = begins(stage, step, old, CONTEXT_ASKED, "asks for a PDP context");
    step.nobodyTold();
    step = stage.step("PDP context established");
    reports(step, old, context, "the context is there", CONTEXT, s -> s.report(CONTEXT, null));
    step.told(ALICE, means("ps-data", OPEN));

    step = stage.step("leaving with a PDP context");
    reports(
        step,
        old,
        context,
        "the context goes on elsewhere",
        CONTEXT_OVER,
        s -> s.moved(CONTEXT_OVER));
    reports(step, old, attached, "so does the attachment", DETACHED, s -> s.moved(DETACHED));
    step.nobodyTold();
    step = stage.step("arriving with a PDP context");
    attached = begins(stage, step, next, MOVED_ATTACHED, "arrives");
    context = begins(stage, step, next, MOVED_WITH_CONTEXT, "arrives with the context");
    step.nobodyTold(LONGER_THAN_THE_GRACE);

    step = stage.step("PDP context closed");
    reports(
        step,
        next,
        context,
        "the context is closed",
        CONTEXT_OVER,
        s -> s.report(CONTEXT_OVER, null));
    step.told(ALICE, means("ps-data", CLOSED));
    step = stage.step("GPRS detach by CAP");
    reports(step, next, attached, "switches data off", DETACHED, s -> s.report(DETACHED, null));
    step.told(ALICE, terminated(Stage.PS));
  }

  private static @Nullable SimulatedSession begins(
      Stage stage, Step step, Sgsn sgsn, int trigger, String what) throws InterruptedException {
    stage.sessions++;
    step.by(sgsn.name(), ALICE.name() + ": " + what + " (initialDPGPRS " + trigger + ")");
    SimulatedSession session =
        step.attempt(() -> sgsn.sessions().session(ALICE.numbers(), trigger, "internet"));
    CapAnswer answer = session == null ? null : step.await(session.answer());
    boolean followed = answer != null && answer.monitors() && answer.proceeds();
    step.check(followed, "answered " + (answer == null ? "nothing" : answer));
    if (session != null && followed) {
      stage.timeline.gateway("answers requestReportGPRSEvent and continueGPRS");
      step.send(session::idle);
    }
    return session;
  }

  private static void reports(
      Step step,
      Sgsn sgsn,
      @Nullable SimulatedSession session,
      String what,
      int event,
      Later message)
      throws InterruptedException {
    step.by(sgsn.name(), ALICE.name() + ": " + what + " (eventReportGPRS " + event + ")");
    Future<CapAnswer> sent = session == null ? null : step.attempt(() -> message.send(session));
    CapAnswer confirmed = sent == null ? null : step.await(sent);
    step.check(confirmed != null && !confirmed.results().isEmpty(), "the report was not confirmed");
  }
}
