package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A switch and an SGSN with many calls and PDP contexts open at once: begins them at a rate,
 * answers and holds each, and ends it at the same rate. What the gateway says to each is kept as
 * its time alone.
 */
public final class CallLoad {
  private static final int O_ANSWER = 7;
  private static final int O_DISCONNECT = 9;
  private static final int COLLECTED_INFO = 2;
  private static final int PDP_ESTABLISHMENT = 11;
  private static final int PDP_ACKNOWLEDGED = 12;
  private static final int SESSION_EVERY = 4;
  private static final long SLICE_MILLIS = 5;

  /** In which both ends load their classes: told apart. */
  private static final long COLD_NANOS = 5_000_000_000L;

  private final SimulatedSwitch msc;
  private final SimulatedSwitch sgsn;
  private final Plan plan;
  private final Deque<Open> open = new ArrayDeque<>();
  private final long startNanos = System.nanoTime();
  private int[] micros = new int[1 << 16];
  private int timed;
  private long coldMicros;
  private long warmMicros;
  private int answers;
  private int monitored;
  private int alone;
  private int stopped;
  private int unanswered;
  private int begun;
  private int unclosed;
  private int mostOpen;

  /**
   * What is to be done.
   *
   * @param subscribers {@link Subscriber#numbered} from 0; more than are open at once
   * @param open how many are to be open at once
   * @param perSecond how many begin a second, and end once all are open
   * @param time how long all are to be open
   */
  public record Plan(int subscribers, int open, int perSecond, Duration time) {}

  /** One that is open: a call, or else a session. */
  private record Open(
      @Nullable SimulatedCall call,
      @Nullable SimulatedSession session,
      CompletableFuture<CapAnswer> answer) {}

  /**
   * A load that has not begun.
   *
   * @param msc begins the calls
   * @param sgsn begins every fourth of all, as a PDP context
   */
  public CallLoad(SimulatedSwitch msc, SimulatedSwitch sgsn, Plan plan) {
    this.msc = msc;
    this.sgsn = sgsn;
    this.plan = plan;
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if the association is lost
   */
  public void run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    long all = plan.open() + plan.time().toMillis() * plan.perSecond() / 1_000;
    int ended = 0;
    while (ended < all) {
      long elapsed = (System.nanoTime() - start) / 1_000_000;
      long due = Math.min(all, elapsed * plan.perSecond() / 1_000);
      while (begun < due) {
        open.add(begin(begun++));
      }
      mostOpen = Math.max(mostOpen, open.size());
      long over = begun < all ? begun - plan.open() : overAtTheEnd(elapsed, all);
      while (ended < over) {
        end(open.remove());
        ended++;
      }
      TimeUnit.MILLISECONDS.sleep(SLICE_MILLIS);
    }
    awaitClosed();
  }

  /** Once all have begun, the rest ends at the same rate. */
  private long overAtTheEnd(long elapsed, long all) {
    return Math.min(all, elapsed * plan.perSecond() / 1_000 - plan.open());
  }

  private Open begin(int number) throws IOException {
    Subscriber who = Subscriber.numbered(number % plan.subscribers());
    if (number % SESSION_EVERY == 0) {
      SimulatedSession session = sgsn.session(who, PDP_ESTABLISHMENT, "internet");
      var unused = session.answer().thenAccept(answer -> goOn(session, answer));
      return new Open(null, session, session.answer());
    }
    SimulatedCall call = msc.call(who, COLLECTED_INFO, AttachStorm.cell(number));
    var unused = call.answer().thenAccept(answer -> goOn(call, answer));
    return new Open(call, null, call.answer());
  }

  private void goOn(SimulatedCall call, CapAnswer answer) {
    count(answer);
    if (answer.monitors()) {
      try {
        call.report(O_ANSWER, 2);
      } catch (IOException e) {
        count(CapAnswer.none(0));
      }
    }
  }

  private void goOn(SimulatedSession session, CapAnswer answer) {
    count(answer);
    if (answer.monitors()) {
      try {
        session.idle();
        var unused = session.report(PDP_ACKNOWLEDGED, null);
      } catch (IOException e) {
        count(CapAnswer.none(0));
      }
    }
  }

  private void end(Open one) throws IOException {
    if (!one.answer().getNow(CapAnswer.none(0)).monitors()) {
      return;
    }
    SimulatedCall call = one.call();
    SimulatedSession session = one.session();
    if (call != null) {
      call.report(O_DISCONNECT, 1);
    } else if (session != null) {
      var unused =
          session
              .released(null)
              .thenAccept(
                  result -> {
                    if (result.kind() != CapAnswer.Kind.END) {
                      unconfirmed();
                    }
                  });
    }
  }

  private synchronized void unconfirmed() {
    unclosed++;
  }

  private void awaitClosed() throws InterruptedException {
    for (int i = 0; i < 400 && msc.openDialogues() + sgsn.openDialogues() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(25);
    }
    synchronized (this) {
      unclosed += msc.openDialogues() + sgsn.openDialogues();
    }
  }

  private synchronized void count(CapAnswer answer) {
    if (answer.kind() == CapAnswer.Kind.NONE) {
      unanswered++;
      return;
    }
    answers++;
    if (System.nanoTime() - startNanos < COLD_NANOS) {
      coldMicros = Math.max(coldMicros, answer.micros());
    } else {
      warmMicros = Math.max(warmMicros, answer.micros());
    }
    if (timed == micros.length) {
      micros = Arrays.copyOf(micros, 2 * timed);
    }
    micros[timed++] = (int) answer.micros();
    if (answer.monitors() && answer.proceeds()) {
      monitored++;
    } else if (answer.proceeds()) {
      alone++;
    } else {
      stopped++;
    }
  }

  /** Millis within which so large a part of the answers came. */
  public synchronized double millis(double part) {
    int[] sorted = Arrays.copyOf(micros, timed);
    Arrays.sort(sorted);
    return timed == 0 ? 0 : sorted[Math.min(timed - 1, (int) (timed * part))] / 1e3;
  }

  /** Whether each was answered in a way that lets it go on, and closed when it ended. */
  public synchronized boolean isSound() {
    return unanswered == 0 && stopped == 0 && unclosed == 0 && answers == begun;
  }

  /** Those that were told to go on without being followed. */
  public synchronized int alone() {
    return alone;
  }

  /** For a person, one figure a line. */
  public synchronized String text() {
    return String.format(
        Locale.ROOT,
        "begun                  %d, a quarter of them PDP contexts%n"
            + "open at once           %d at most%n"
            + "followed               %d%n"
            + "let go alone           %d%n"
            + "not let go             %d%n"
            + "not answered           %d%n"
            + "not closed             %d%n"
            + "answer p50             %.2f ms%n"
            + "answer p99             %.2f ms%n"
            + "answer at worst        %.2f ms%n"
            + "  in the first 5 s     %.2f ms%n"
            + "  later                %.2f ms%n",
        begun,
        mostOpen,
        monitored,
        alone,
        stopped,
        unanswered,
        unclosed,
        millis(0.5),
        millis(0.99),
        millis(1),
        coldMicros / 1e3,
        warmMicros / 1e3);
  }
}
