package org.pna.simulator.tour;

import org.pna.simulator.NasSession;
import org.pna.simulator.SimulatedNas.Status;
import org.pna.simulator.SimulatedNode;

/** What the gateway does not take; nobody is told of any of it. */
final class RefusalChapter implements Chapter {
  private static final String FORGER = "447700900123";
  private static final int UNKNOWN_SUBSCRIBER = 1;
  private static final int EVENT_NOT_SUPPORTED = 59;

  @Override
  public String title() {
    return "What is refused: each in its protocol's own way, and calls not even then";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    MobilityEvents events = new MobilityEvents(stage);
    SimulatedNode vlr = stage.cast.vlr();
    DemoSubscriber alice = DemoSubscriber.ALICE;
    DemoSubscriber stranger = DemoSubscriber.STRANGER;
    events
        .refused(
            vlr,
            alice,
            "an event that no specification knows",
            0x7f,
            Stage.STREET,
            EVENT_NOT_SUPPORTED)
        .nobodyTold();
    events
        .refused(
            vlr,
            stranger,
            "IMSI attach of somebody else's subscriber",
            0x02,
            Stage.STREET,
            UNKNOWN_SUBSCRIBER)
        .nobodyTold();
    events.sent(vlr.posingAs(FORGER), alice, "a forged IMSI detach", 0x03).nobodyTold();
    NasSession session = NasSession.ofGgsn("7F00000100000009", stranger.numbers(), "10.1.2.9");
    new AccountingSteps(stage, "GGSN", stage.cast.ggsn())
        .tells(stranger, "somebody else's subscriber goes online", Status.START, session)
        .nobodyTold();
    CallSteps calls = new CallSteps(stage);
    Step step = calls.step(stranger, "somebody else's subscriber makes a call (initialDP 2)");
    calls.begins(step, stranger, CallSteps.MAKES_A_CALL, false);
    step.nobodyTold();
  }
}
