package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.eutranCell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.terminated;

import org.pna.simulator.NasSession;
import org.pna.simulator.SimulatedNas.Status;

/** Whose sessions the gateways to the data networks account for, by mobile radio and by WLAN. */
final class GatewaysChapter implements Chapter {
  private static final DemoSubscriber ALICE = DemoSubscriber.ALICE;
  private static final DemoSubscriber BOB = DemoSubscriber.BOB;

  /** 3GPP-User-Location-Info (TS 29.061): CGI of {@link Stage#HARBOUR}. */
  private static final String IN_HARBOUR = "0042f0991a380385";

  /** TAI and ECGI. */
  private static final String BY_LTE = "8242f099123442f09901abcde1";

  private static final String LTE_CELL = "240-99-28036577";
  private static final int EUTRAN = 6;

  @Override
  public String title() {
    return "Whom the gateways know: GGSN, PDG and AAA server account for sessions by RADIUS";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    AccountingSteps ggsn = new AccountingSteps(stage, "GGSN", stage.cast.ggsn());
    mobile(ggsn);
    wireless(
        new AccountingSteps(stage, "AAA", stage.cast.aaa()),
        new AccountingSteps(stage, "PDG", stage.cast.pdg()));
    restart(ggsn);
  }

  private static void mobile(AccountingSteps ggsn) throws InterruptedException {
    NasSession session = NasSession.ofGgsn("7F00000100000001", ALICE.numbers(), "10.1.2.3");
    ggsn.tells(ALICE, "a context begins in " + Stage.STREET, Status.START, session)
        .told(ALICE, all(means("ps-data", OPEN), active(Stage.PS), cell(Stage.STREET.toString())));
    session = session.at(IN_HARBOUR);
    ggsn.tells(ALICE, "it goes on in " + Stage.HARBOUR, Status.INTERIM_UPDATE, session)
        .told(ALICE, cell(Stage.HARBOUR.toString()));
    session = session.by(EUTRAN, BY_LTE);
    ggsn.tells(ALICE, "it goes on by LTE, in " + LTE_CELL, Status.INTERIM_UPDATE, session)
        .told(ALICE, all(active(Stage.EPS), eutranCell(LTE_CELL)));
    ggsn.tells(ALICE, "it is over", Status.STOP, session).told(ALICE, means("ps-data", CLOSED));
    ggsn.tells(ALICE, "it is over, told again", Status.STOP, session).nobodyTold();
  }

  private static void wireless(AccountingSteps aaa, AccountingSteps pdg)
      throws InterruptedException {
    NasSession access = NasSession.ofAccess("7F00000300000001", ALICE.numbers(), "10.64.0.7");
    NasSession tunnel = NasSession.ofWlan("7F00000200000001", ALICE.numbers(), "192.0.2.77");
    aaa.tells(ALICE, "joins a wireless LAN", Status.START, access).told(ALICE, active(Stage.WLAN));
    pdg.tells(ALICE, "a tunnel is there from 192.0.2.77", Status.START, tunnel)
        .told(ALICE, means("wlan-data", OPEN));
    pdg.tells(ALICE, "the tunnel is closed", Status.STOP, tunnel)
        .told(ALICE, means("wlan-data", CLOSED));
    aaa.tells(ALICE, "leaves the wireless LAN", Status.STOP, access)
        .told(ALICE, terminated(Stage.WLAN));
  }

  private static void restart(AccountingSteps ggsn) throws InterruptedException {
    NasSession session = NasSession.ofGgsn("7F00000100000002", BOB.numbers(), "10.1.2.4");
    ggsn.tells(BOB, "a context begins", Status.START, session)
        .told(BOB, all(means("ps-data", OPEN), active(Stage.PS)));
    ggsn.tells("it goes down, and with it all contexts", Status.ACCOUNTING_OFF)
        .told(BOB, means("ps-data", CLOSED));
  }
}
