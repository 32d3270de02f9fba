package org.pna.simulator.tour;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.at;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.eutranCell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.offThePhone;
import static org.pna.simulator.Expectation.onThePhone;
import static org.pna.simulator.Expectation.terminated;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.message.map.SubscriberState;
import org.pna.simulator.GmlcSubscriber;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.ImsUser;
import org.pna.simulator.MlpShape;
import org.pna.simulator.MlpShape.Place;
import org.pna.simulator.NasSession;
import org.pna.simulator.ReportAnswer;
import org.pna.simulator.SimulatedCall;
import org.pna.simulator.SimulatedGmlc;
import org.pna.simulator.SimulatedNas.Status;
import org.pna.simulator.SimulatedScscf;

/**
 * One subscriber's day, of which all eight suppliers tell: VLR and MSC (Pc), SGSN (Pg), HLR and HSS
 * (Ph), GGSN (Pk), S-CSCF (Pi), GMLC (Pl), AAA server (Pr) and PDG (Pp).
 */
final class DayChapter implements Chapter {
  private static final DemoSubscriber DAVE = DemoSubscriber.DAVE;
  private static final Duration REGISTRATION = Duration.ofHours(10);
  private static final String HANDSET = "handset";
  private static final String LAPTOP = "laptop";
  private static final Place AT_HOME = new Place("59 19 48.0N", "018 03 36.0E");
  private static final Place OFFICE = new Place("59.35", "18.09");
  private static final Place STAIRS = new Place("59.351", "18.091");
  private static final Place YARD = new Place("59.35", "18.092");

  /** TS 24.229 clause 7.2A.4: MCC and MNC, TAC, cell. */
  private static final String LTE = "2409912341abcde1";

  private static final String LTE_CELL = "240-99-28036577";

  private final ImsUser byWlan = ImsUser.of(DAVE.numbers(), DAVE.presentity());
  private final ImsUser byLte = byWlan.in(LTE, "pna.test");
  private final NasSession session = NasSession.ofGgsn("DA7E00000001", DAVE.numbers(), "10.1.4.4");

  @Override
  public String title() {
    return "One day of dave's: all eight suppliers tell of it";
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    stage.cast.gmlc().put(GmlcSubscriber.at(DAVE.numbers(), MlpShape.circle(AT_HOME, 200)));
    WatchingChapter.watch(stage, List.of(DAVE));
    wakes(stage);
    goesToWork(stage);
    calls(stage);
    works(stage);
    flies(stage);
    sleeps(stage);
  }

  private void wakes(Stage stage) throws InterruptedException {
    MobilityEvents events = new MobilityEvents(stage);
    Step step = events.taken(stage.cast.vlr(), DAVE, "wakes: IMSI attach", 0x02, Stage.STREET);
    step.told(DAVE, all(means("cs-voice", OPEN), active(Stage.CS), cell(Stage.STREET.toString())));
    step.located(DAVE);
    step.told(DAVE, at("Circle 59.33 18.06"));
    events
        .taken(stage.cast.sgsn().mobility(), DAVE, "GPRS attach", 0x83, Stage.STREET)
        .told(DAVE, active(Stage.PS));
    step = registers(stage, "registers", byLte, HANDSET);
    step.subscribed(DAVE);
    step.told(DAVE, all(means("ims", OPEN), active(Stage.IMS), eutranCell(LTE_CELL)));
    new AccountingSteps(stage, "GGSN", stage.cast.ggsn())
        .tells(DAVE, "a context begins", Status.START, session)
        .told(DAVE, means("ps-data", OPEN));
  }

  private static void goesToWork(Stage stage) throws InterruptedException {
    SimulatedGmlc gmlc = stage.cast.gmlc();
    gmlc.put(GmlcSubscriber.at(DAVE.numbers(), MlpShape.circle(OFFICE, 850)));
    Step step =
        new MobilityEvents(stage)
            .taken(
                stage.cast.vlr(),
                DAVE,
                "goes to work: location update, same VLR",
                0x00,
                Stage.STATION);
    step.told(DAVE, cell(Stage.STATION.toString()));
    step.located(DAVE);
    step.told(DAVE, at("Circle 59.35 18.09"));
    gmlc.put(GmlcSubscriber.at(DAVE.numbers(), MlpShape.polygon(OFFICE, YARD, STAIRS)));
    step = stage.step("the GMLC reports");
    step.by(stage.cast.gmlcName(), "dave: is in the office (slrep, a ring left open)");
    stage.located++;
    ReportAnswer answer = step.await(gmlc.report(DAVE.numbers()));
    step.check(answer != null && answer.isTaken(), "answered " + answer);
    step.told(DAVE, at("Polygon 59.35 18.09"));
  }

  private static void calls(Stage stage) throws InterruptedException {
    CallSteps calls = new CallSteps(stage);
    SimulatedCall call = calls.begins(DAVE, CallSteps.GETS_A_CALL, "is called");
    calls
        .reports(call, DAVE, "answers", CallSteps.T_ANSWER, CallSteps.CALLED)
        .told(DAVE, onThePhone(Bearer.SPEECH));
    Step over = calls.reports(call, DAVE, "hangs up", CallSteps.T_DISCONNECT, CallSteps.CALLED);
    over.told(DAVE, offThePhone());
    CallSteps.closes(over, call);
  }

  private void works(Stage stage) throws InterruptedException {
    AccountingSteps aaa = new AccountingSteps(stage, "AAA", stage.cast.aaa());
    AccountingSteps pdg = new AccountingSteps(stage, "PDG", stage.cast.pdg());
    NasSession access = NasSession.ofAccess("DA7E00000002", DAVE.numbers(), "10.64.0.9");
    NasSession tunnel = NasSession.ofWlan("DA7E00000003", DAVE.numbers(), "192.0.2.79");
    aaa.tells(DAVE, "joins the office's wireless LAN", Status.START, access)
        .told(DAVE, active(Stage.WLAN));
    pdg.tells(DAVE, "a tunnel is there from 192.0.2.79", Status.START, tunnel)
        .told(DAVE, means("wlan-data", OPEN));
    registers(stage, "registers his laptop, too", byWlan, LAPTOP).nobodyTold();
    leaves(stage, "his laptop leaves, his handset stays", LAPTOP).nobodyTold();
    pdg.tells(DAVE, "the tunnel is closed", Status.STOP, tunnel)
        .told(DAVE, means("wlan-data", CLOSED));
    aaa.tells(DAVE, "leaves the wireless LAN", Status.STOP, access)
        .told(DAVE, terminated(Stage.WLAN));
  }

  private void flies(Stage stage) throws InterruptedException {
    leaves(stage, "flight mode: his handset leaves", HANDSET)
        .told(DAVE, all(means("ims", CLOSED), terminated(Stage.IMS)));
    new AccountingSteps(stage, "GGSN", stage.cast.ggsn())
        .tells(DAVE, "the context is over", Status.STOP, session)
        .told(DAVE, means("ps-data", CLOSED));
    MobilityEvents events = new MobilityEvents(stage);
    events
        .taken(stage.cast.sgsn().mobility(), DAVE, "GPRS detach by the handset", 0x84, null)
        .told(DAVE, terminated(Stage.PS));
    events
        .taken(stage.cast.vlr(), DAVE, "IMSI detach", 0x03, null)
        .told(DAVE, all(means("cs-voice", CLOSED), terminated(Stage.CS)));
  }

  private static void sleeps(Stage stage) throws InterruptedException {
    Step step = stage.step("asked at night");
    step.by("operator", "./pna query " + DAVE.presentity());
    String told = step.attempt(() -> stage.cast.operator().query(DAVE.presentity()));
    String off = SubscriberState.IMSI_DETACHED.specName();
    step.check(told != null && told.contains(off), "the operator was told " + told);
    step.asked(new HlrQuestion.State(DAVE.numbers(), Domain.CS, SubscriberState.IMSI_DETACHED));
    step.nobodyTold();
  }

  private static Step registers(Stage stage, String what, ImsUser user, String contact)
      throws InterruptedException {
    SimulatedScscf scscf = stage.cast.scscf();
    return answered(stage, what + " (REGISTER)", () -> scscf.register(user, contact, REGISTRATION));
  }

  private Step leaves(Stage stage, String what, String contact) throws InterruptedException {
    return answered(
        stage, what + " (NOTIFY)", () -> stage.cast.scscf().deregister(byWlan, contact));
  }

  private static Step answered(
      Stage stage, String what, Step.Attempt<CompletableFuture<Integer>> message)
      throws InterruptedException {
    Step step = stage.step(what).by(stage.cast.scscfName(), DAVE.name() + ": " + what);
    CompletableFuture<Integer> sent = step.attempt(message);
    Integer status = sent == null ? null : step.await(sent);
    step.check(status != null && status == 200, "REGISTER was answered " + status);
    return step;
  }
}
