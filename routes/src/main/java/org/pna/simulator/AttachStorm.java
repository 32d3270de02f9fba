package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.model.message.map.SccpAddress;
import org.pna.simulator.Answer.Outcome;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedNode.Identity;

/**
 * A VLR that attaches many subscribers as fast as the link takes them: no window, one dialogue
 * each, a few octets kept of each.
 */
public final class AttachStorm {
  private static final int IMSI_ATTACH = 0x02;

  /** MAP-UserAbortInfo: resourceUnavailable, shortTermResourceLimitation (TS 29.002, 17.4). */
  private static final String RESOURCE_UNAVAILABLE = "a403820100";

  private static final int RESOURCE_LIMITATION = 4;
  private static final int CONGESTION = 2;

  private final M3uaLink link;
  private final Identity vlr;
  private final Gateway gateway;
  private final int base = ThreadLocalRandom.current().nextInt();
  private final long startNanos = System.nanoTime();
  private final int[] sentMicros;
  private final int[] tookMicros;
  private final State[] states;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int answers;

  /** What became of one dialogue. */
  public enum State {
    /** Not sent, or sent and not answered. */
    UNANSWERED,
    ACKNOWLEDGED,
    /** Refused by TCAP, MAP or SCCP for want of resources. */
    REFUSED,
    /** Ended in a way in which it must not. */
    WRONG
  }

  /**
   * A storm that has not begun.
   *
   * @param subscribers {@link Subscriber#numbered} from 0
   */
  public AttachStorm(M3uaLink link, Identity vlr, Gateway gateway, int subscribers) {
    this.link = link;
    this.vlr = vlr;
    this.gateway = gateway;
    sentMicros = new int[subscribers];
    tookMicros = new int[subscribers];
    states = new State[subscribers];
    Arrays.fill(states, State.UNANSWERED);
    link.attach(vlr.pointCode(), this::received);
  }

  /** Where a subscriber attaches. */
  public static Cell cell(int subscriber) {
    LocationArea area = new LocationArea(new Plmn("240", "99"), 1_000 + subscriber % 500);
    return new Cell(area, 1 + subscriber % 60_000, false);
  }

  /**
   * Sends one attach of each subscriber; waits for nothing but the link.
   *
   * @throws IOException if the association is lost
   */
  public void send() throws IOException {
    SccpAddress self = new SccpAddress(vlr.globalTitle(), -1, vlr.subsystem());
    for (int i = 0; i < states.length; i++) {
      byte[] begin =
          NoteMmBegin.encode(base + i, vlr, Subscriber.numbered(i), IMSI_ATTACH, cell(i));
      byte[] sccp = new Unitdata(gateway.address(), self, begin).bytes();
      sentMicros[i] = micros();
      link.send(
          new ProtocolData(
              vlr.pointCode(), gateway.pointCode(), link.networkIndicator(), i & 0x0f, sccp),
          false);
    }
    link.flush();
  }

  /** Waits until all are answered, or none was for so long. */
  public synchronized void awaitAnswers(Duration quiet) throws InterruptedException {
    int before = -1;
    while (answers < states.length && answers != before) {
      before = answers;
      long deadline = System.nanoTime() + quiet.toNanos();
      for (long left = quiet.toMillis();
          answers == before && left > 0;
          left = (deadline - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    }
  }

  /** What became of a subscriber's dialogue. */
  public synchronized State state(int subscriber) {
    return states[subscriber];
  }

  /** How many dialogues are in a state. */
  public synchronized int count(State state) {
    int count = 0;
    for (State one : states) {
      count += one == state ? 1 : 0;
    }
    return count;
  }

  /** For a person, one figure a line. */
  public synchronized String text() {
    int last = 0;
    int[] took = new int[answers];
    int n = 0;
    for (int i = 0; i < states.length; i++) {
      if (states[i] != State.UNANSWERED) {
        took[n++] = tookMicros[i];
        last = Math.max(last, sentMicros[i] + tookMicros[i]);
      }
    }
    Arrays.sort(took);
    int first = states.length == 0 ? 0 : sentMicros[0];
    int lastSent = states.length == 0 ? 0 : sentMicros[states.length - 1];
    return String.format(
        Locale.ROOT,
        "attaches sent          %d, %.0f a second%nanswers                %s, %.0f a second%n"
            + "answer p50             %.0f ms%nanswer p99             %.0f ms%n",
        states.length,
        states.length * 1e6 / Math.max(1, lastSent - first),
        outcomes,
        answers * 1e6 / Math.max(1, last - first),
        percentile(took, 0.5),
        percentile(took, 0.99));
  }

  private static double percentile(int[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * part)] / 1e3;
  }

  private int micros() {
    return (int) ((System.nanoTime() - startNanos) / 1_000);
  }

  private void received(ProtocolData data) {
    Unitdata message = Unitdata.of(data.sccp);
    if (message == null) {
      return;
    }
    boolean returned = message.returnCause >= 0;
    Ber own = returned ? Ber.ofValue(message.data).find(0x62, 0x48) : null;
    Integer transaction =
        returned ? own == null ? null : own.number() : AnswerReader.transaction(message.data);
    int index = transaction == null ? -1 : transaction - base;
    if (index >= 0 && index < states.length) {
      answered(
          index,
          returned
              ? new Answer(Outcome.UNDELIVERABLE, message.returnCause, "")
              : AnswerReader.read(message.data));
    }
  }

  private synchronized void answered(int index, Answer answer) {
    if (states[index] != State.UNANSWERED) {
      outcomes.merge("answered twice", 1, Integer::sum);
      states[index] = State.WRONG;
      return;
    }
    tookMicros[index] = micros() - sentMicros[index];
    states[index] = judge(answer);
    outcomes.merge(answer.toString(), 1, Integer::sum);
    if (++answers == states.length || answers % 1_000 == 0) {
      notifyAll();
    }
  }

  private static State judge(Answer answer) {
    boolean refused =
        switch (answer.outcome()) {
          case PROVIDER_ABORT -> answer.code() == RESOURCE_LIMITATION;
          case USER_ABORT -> answer.tcap().contains(RESOURCE_UNAVAILABLE);
          case UNDELIVERABLE -> answer.code() == CONGESTION;
          default -> false;
        };
    return answer.outcome() == Outcome.RESULT
        ? State.ACKNOWLEDGED
        : refused ? State.REFUSED : State.WRONG;
  }
}
