package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.notReachable;
import static org.pna.simulator.Expectation.roaming;
import static org.pna.simulator.Expectation.terminated;
import static org.pna.simulator.tour.Stage.ABROAD;
import static org.pna.simulator.tour.Stage.CS;
import static org.pna.simulator.tour.Stage.HARBOUR;
import static org.pna.simulator.tour.Stage.PS;
import static org.pna.simulator.tour.Stage.STATION;
import static org.pna.simulator.tour.Stage.STREET;

import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.message.map.SubscriberState;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.simulator.Expectation;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.SimulatedNode;

/** All twelve MM-Codes and their effects. Alice stays attached in the CS domain. */
final class MobilityChapter implements Chapter {
  @Override
  public String title() {
    return "Where they are: VLR and SGSNs report by MAP (noteMM-Event)";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    MobilityEvents events = new MobilityEvents(stage);
    handset(stage, events, DemoSubscriber.ALICE);
    data(stage, events, DemoSubscriber.ALICE);
    traveller(stage, events, DemoSubscriber.BOB);
    lost(stage, events, DemoSubscriber.BOB);
  }

  private static void handset(Stage stage, MobilityEvents events, DemoSubscriber who)
      throws InterruptedException {
    SimulatedNode vlr = stage.cast.vlr();
    events
        .taken(vlr, who, "IMSI attach", 0x02, STREET)
        .told(
            who,
            all(means("cs-voice", OPEN), active(CS), roaming(CS, Roaming.HOME), place(STREET)));
    events
        .taken(vlr, who, "location update, same VLR", 0x00, STATION)
        .told(who, all(active(CS), place(STATION)));
    events
        .taken(vlr, who, "IMSI detach", 0x03, null)
        .told(who, all(means("cs-voice", CLOSED), terminated(CS)));
    events
        .taken(vlr, who, "IMSI attach", 0x02, STATION)
        .told(who, all(means("cs-voice", OPEN), active(CS)));
  }

  private static void data(Stage stage, MobilityEvents events, DemoSubscriber who)
      throws InterruptedException {
    SimulatedNode sgsn = stage.cast.sgsn().mobility();
    SimulatedNode next = stage.cast.newSgsn().mobility();
    events
        .taken(sgsn, who, "GPRS attach", 0x83, STATION)
        .told(who, all(active(PS), roaming(PS, Roaming.HOME)));
    events
        .taken(sgsn, who, "routing area update, same SGSN", 0x80, STREET)
        .told(who, place(STREET));
    events.sent(sgsn, who, "leaves for another SGSN", 0x82).nobodyTold();
    events
        .taken(next, who, "arrives at the other SGSN", 0x81, HARBOUR)
        .told(who, all(active(PS), place(HARBOUR)));
    events.taken(next, who, "not reachable for paging", 0x86, null).told(who, notReachable(PS));
    events
        .taken(next, who, "routing area update: reachable again", 0x80, HARBOUR)
        .told(who, active(PS));
    events
        .taken(next, who, "GPRS detach by the handset", 0x84, null)
        .told(who, all(means("ps-data", CLOSED), terminated(PS)));
  }

  private static void traveller(Stage stage, MobilityEvents events, DemoSubscriber who)
      throws InterruptedException {
    SimulatedNode vlr = stage.cast.vlr();
    events
        .taken(vlr, who, "location update from another VLR, abroad", 0x01, ABROAD)
        .told(
            who,
            all(means("cs-voice", OPEN), active(CS), roaming(CS, Roaming.VISITED), place(ABROAD)));
    events
        .taken(vlr, who, "IMSI detach by the network's timer", 0x04, null)
        .told(who, all(means("cs-voice", CLOSED), terminated(CS)));
  }

  private static void lost(Stage stage, MobilityEvents events, DemoSubscriber who)
      throws InterruptedException {
    SimulatedNode sgsn = stage.cast.sgsn().mobility();
    events.taken(sgsn, who, "GPRS attach", 0x83, STATION).told(who, active(PS));
    Step step =
        events.taken(
            sgsn, who, "leaves for another SGSN and arrives nowhere: the HLR is asked", 0x82, null);
    step.asked(new HlrQuestion.State(who.numbers(), Domain.PS, SubscriberState.PS_DETACHED));
    step.told(who, terminated(PS));
    events.taken(sgsn, who, "GPRS attach", 0x83, STATION).told(who, active(PS));
    events.taken(sgsn, who, "GPRS detach by the network", 0x85, null).told(who, terminated(PS));
  }

  private static Expectation place(Cell where) {
    return cell(where.toString());
  }
}
