package org.pna.simulator.tour;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.simulator.GmlcQuestion;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HssQuestion;
import org.pna.simulator.Sightings;

/** Where the chapters play: what all of them see and print on, and what went wrong so far. */
final class Stage {
  static final String CS = "3GPP-CS";
  static final String PS = "3GPP-PS";
  static final String EPS = "3GPP-EPS";
  static final String WLAN = "I-WLAN";
  static final String IMS = "IMS";
  static final Cell STREET = cell("240", "99", 6699, 15437);
  static final Cell STATION = cell("240", "99", 6699, 15438);
  static final Cell HARBOUR = cell("240", "99", 6712, 901);
  static final Cell ABROAD = cell("262", "01", 17, 4711);

  final Cast cast;
  final DemoTimeline timeline;
  final Sightings sightings;
  final QuestionLog<HlrQuestion> register;
  final QuestionLog<HssQuestion> server;
  final QuestionLog<GmlcQuestion> locations;

  /** Identities to whose registrations the gateway subscribed. */
  final QuestionLog<String> registrations;

  final Duration patience;

  /** Steps in which something was not as expected. */
  int failed;

  /** MM-Codes that were reported. */
  final Set<Integer> codes = new TreeSet<>();

  int calls;
  int sessions;

  /** Accounting-Requests. */
  int accounted;

  /** Reports of the GMLC. */
  int located;

  /** Push-Notification-Requests. */
  int pushed;

  private final Duration pace;
  private int steps;

  /**
   * @param pace between two steps, for people who read along
   * @param patience for each answer, question and NOTIFY
   */
  Stage(Cast cast, PrintStream out, Duration pace, Duration patience) {
    this.cast = cast;
    this.timeline = new DemoTimeline(out);
    this.sightings = new Sightings(timeline::told);
    this.register = new QuestionLog<>(timeline::asked);
    this.server = new QuestionLog<>(timeline::asked);
    this.locations = new QuestionLog<>(timeline::asked);
    this.registrations = new QuestionLog<>(timeline::subscribed);
    this.pace = pace;
    this.patience = patience;
  }

  /**
   * Begins a step.
   *
   * @param what for the report when something is not as expected
   */
  Step step(String what) throws InterruptedException {
    Thread.sleep(pace.toMillis());
    steps++;
    return new Step(this, what);
  }

  int steps() {
    return steps;
  }

  private static Cell cell(String mcc, String mnc, int lac, int ci) {
    return new Cell(new LocationArea(new Plmn(mcc, mnc), lac), ci, false);
  }
}
