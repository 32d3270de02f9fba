package org.pna.simulator;

import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.notReachable;
import static org.pna.simulator.Expectation.roaming;
import static org.pna.simulator.Expectation.silentAbout;
import static org.pna.simulator.Expectation.terminated;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.publisher.pidf.Network.Roaming;

/**
 * Shows all twelve MM-Codes and their effects, and what the gateway refuses. Each step waits for
 * the answer to the network and for the NOTIFY that it should bring about.
 *
 * <p>The gateway must know {@link DemoSubscriber#ALICE} and {@link DemoSubscriber#BOB} and nobody
 * else, have the home network 240-99 and networks named 3GPP-CS and 3GPP-PS, believe only nodes
 * with global titles of 4670, have a leaving grace of about 2 s, and show locations to the watcher.
 */
public final class DemoTour {
  private static final String CS = "3GPP-CS";
  private static final String PS = "3GPP-PS";
  private static final String FORGER = "447700900123";
  private static final Cell STREET = at("240", 6699, 15437);
  private static final Cell STATION = at("240", 6699, 15438);
  private static final Cell HARBOUR = at("240", 6712, 901);
  private static final Cell ABROAD = at("262", 17, 4711);
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final Duration SUBSCRIPTION = Duration.ofHours(1);

  private final SimulatedNode msc;
  private final SimulatedNode sgsn1;
  private final SimulatedNode sgsn2;
  private final SimulatedWatcher watcher;
  private final DemoTimeline timeline;
  private final Duration pace;
  private final Duration patience;
  private final Sightings sightings;
  private final List<String> failures = new ArrayList<>();
  private int steps;

  /**
   * A tour with the given actors; their associations are active.
   *
   * @param pace between two steps, for people who read along
   * @param patience for each answer and NOTIFY
   */
  public DemoTour(
      SimulatedNode msc,
      SimulatedNode sgsn1,
      SimulatedNode sgsn2,
      SimulatedWatcher watcher,
      PrintStream out,
      Duration pace,
      Duration patience) {
    this.msc = msc;
    this.sgsn1 = sgsn1;
    this.sgsn2 = sgsn2;
    this.watcher = watcher;
    this.timeline = new DemoTimeline(out);
    this.pace = pace;
    this.patience = patience;
    this.sightings = new Sightings(timeline::told);
  }

  /** Goes once through all steps; true when each showed what it should. */
  public boolean run() throws InterruptedException {
    watcher.listener(sightings);
    timeline.say(
        "Below: what a VLR and two SGSNs report by MAP, and what a SIP watcher is told of it.");
    DemoSubscriber alice = DemoSubscriber.ALICE;
    DemoSubscriber bob = DemoSubscriber.BOB;
    subscribe(alice);
    subscribe(bob);
    handset(alice);
    data(alice);
    traveller(bob);
    lost(bob);
    refused(alice);
    tell(msc, alice, "IMSI detach", 0x03, null, all(means("cs-voice", CLOSED), terminated(CS)));
    unsubscribe(alice);
    unsubscribe(bob);
    failures.forEach(failure -> timeline.say("NOT AS EXPECTED  " + failure));
    timeline.say(
        failures.isEmpty()
            ? "All " + steps + " steps were as expected: all twelve MM-Codes, three refusals."
            : failures.size() + " of " + steps + " steps were not as expected.");
    return failures.isEmpty();
  }

  private void handset(DemoSubscriber who) throws InterruptedException {
    tell(
        msc,
        who,
        "IMSI attach",
        0x02,
        STREET,
        all(means("cs-voice", OPEN), active(CS), roaming(CS, Roaming.HOME), place(STREET)));
    tell(msc, who, "location update, same VLR", 0x00, STATION, all(active(CS), place(STATION)));
  }

  private void data(DemoSubscriber who) throws InterruptedException {
    tell(sgsn1, who, "GPRS attach", 0x83, STATION, all(active(PS), roaming(PS, Roaming.HOME)));
    tell(sgsn1, who, "routing area update, same SGSN", 0x80, STREET, place(STREET));
    untold(sgsn1, who, "leaves for another SGSN", 0x82, null);
    tell(sgsn2, who, "arrives at the other SGSN", 0x81, HARBOUR, all(active(PS), place(HARBOUR)));
    tell(sgsn2, who, "not reachable for paging", 0x86, null, notReachable(PS));
    tell(sgsn2, who, "routing area update: reachable again", 0x80, HARBOUR, active(PS));
    tell(
        sgsn2,
        who,
        "GPRS detach by the handset",
        0x84,
        null,
        all(means("ps-data", CLOSED), terminated(PS)));
  }

  private void traveller(DemoSubscriber who) throws InterruptedException {
    tell(
        msc,
        who,
        "location update from another VLR, abroad",
        0x01,
        ABROAD,
        all(means("cs-voice", OPEN), active(CS), roaming(CS, Roaming.VISITED), place(ABROAD)));
    tell(
        msc,
        who,
        "IMSI detach by the network's timer",
        0x04,
        null,
        all(means("cs-voice", CLOSED), terminated(CS)));
  }

  private void lost(DemoSubscriber who) throws InterruptedException {
    tell(sgsn1, who, "GPRS attach", 0x83, STATION, active(PS));
    tell(
        sgsn1,
        who,
        "leaves for another SGSN and arrives nowhere: unknown after a while",
        0x82,
        null,
        silentAbout(PS));
    tell(sgsn1, who, "GPRS attach", 0x83, STATION, active(PS));
    tell(sgsn1, who, "GPRS detach by the network", 0x85, null, terminated(PS));
  }

  private void refused(DemoSubscriber who) throws InterruptedException {
    refusal(msc, who, "an event that no specification knows", 0x7f, 59);
    refusal(msc, DemoSubscriber.STRANGER, "IMSI attach of somebody else's subscriber", 0x02, 1);
    untold(msc.posingAs(FORGER), who, "a forged IMSI detach", 0x03, null);
  }

  private void subscribe(DemoSubscriber who) throws InterruptedException {
    long since = begin();
    timeline.say("The watcher subscribes to " + who.presentity() + ".");
    int status = await(watcher.subscribe(who.presentity(), SUBSCRIPTION), 0);
    check(status >= 200 && status < 300, "SUBSCRIBE " + who.presentity() + " answered " + status);
    told("SUBSCRIBE " + who.presentity(), who, since, null);
  }

  private void unsubscribe(DemoSubscriber who) throws InterruptedException {
    long since = begin();
    timeline.say("The watcher unsubscribes from " + who.presentity() + ".");
    int status = await(watcher.unsubscribe(who.presentity()), 0);
    check(status >= 200 && status < 300, "unsubscribing answered " + status);
    told("unsubscribing from " + who.presentity(), who, since, null);
  }

  private void tell(
      SimulatedNode node,
      DemoSubscriber who,
      String what,
      int code,
      @Nullable Cell cell,
      Expectation expected)
      throws InterruptedException {
    long since = begin();
    Answer answer = report(node, who, what, code, cell);
    check(answer.outcome() == Answer.Outcome.RESULT, what + ": answered " + answer);
    told(what, who, since, expected);
  }

  /** A forger need not be answered; what counts is that nobody is told. */
  private void untold(
      SimulatedNode node, DemoSubscriber who, String what, int code, @Nullable Cell cell)
      throws InterruptedException {
    long since = begin();
    report(node, who, what, code, cell);
    if (quiet(what, since)) {
      timeline.nobodyTold();
    }
  }

  private void refusal(SimulatedNode node, DemoSubscriber who, String what, int code, int error)
      throws InterruptedException {
    long since = begin();
    Answer answer = report(node, who, what, code, STREET);
    check(answer.isError(error), what + ": answered " + answer + ", not error " + error);
    if (quiet(what, since)) {
      timeline.nobodyTold();
    }
  }

  private long begin() throws InterruptedException {
    Thread.sleep(pace.toMillis());
    steps++;
    return sightings.count();
  }

  private Answer report(
      SimulatedNode node, DemoSubscriber who, String what, int code, @Nullable Cell cell)
      throws InterruptedException {
    timeline.network(
        node.identity(),
        String.format(
            "%s: %s (%02x)%s", who.name(), what, code, cell == null ? "" : " in " + cell));
    Answer answer =
        await(node.report(who.numbers(), code, cell), Answer.without(Answer.Outcome.TIMEOUT));
    if (answer.outcome() != Answer.Outcome.RESULT) {
      timeline.answered(answer);
    }
    return answer;
  }

  private void told(String what, DemoSubscriber who, long since, @Nullable Expectation expected)
      throws InterruptedException {
    boolean came = sightings.await(who.presentity(), since, expected, patience);
    check(came, what + ": no NOTIFY came" + (expected == null ? "" : " with " + expected.text()));
  }

  private boolean quiet(String what, long since) throws InterruptedException {
    boolean quiet = sightings.quiet(since, QUIET);
    check(quiet, what + ": a NOTIFY came that should not");
    return quiet;
  }

  private void check(boolean holds, String failure) {
    if (!holds) {
      failures.add(failure);
    }
  }

  private <T> T await(Future<T> future, T otherwise) throws InterruptedException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return otherwise;
    }
  }

  private static Expectation place(Cell where) {
    return cell(where.toString());
  }

  private static Cell at(String mcc, int lac, int ci) {
    String mnc = mcc.equals("240") ? "99" : "01";
    return new Cell(new LocationArea(new Plmn(mcc, mnc), lac), ci, false);
  }
}
