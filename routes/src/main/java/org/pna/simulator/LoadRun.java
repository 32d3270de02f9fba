package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;

/**
 * Windowed load: so many dialogues in all, never more than a window of them open.
 *
 * <p>The subscribers take turns and each alternates between attach and detach, beginning with
 * attach, from the same node; the cell changes with each turn. So every dialogue changes what the
 * gateway holds, and the state at the end is known.
 */
public final class LoadRun {
  private static final int IMSI_ATTACH = 0x02;
  private static final int IMSI_DETACH = 0x03;
  private static final int GPRS_ATTACH = 0x83;
  private static final int GPRS_DETACH = 0x84;

  private final SimulatedNode node;
  private final int dialogues;
  private final int window;
  private final int subscribers;
  private final Answer[] answers;

  /**
   * A run that has not begun.
   *
   * @param node reports the events
   * @param dialogues how many in all, at least 1
   * @param window how many may be open at a time, at least 1
   * @param subscribers {@link Subscriber#numbered} from 0; not fewer than the window, or two events
   *     of one subscriber would be under way at a time
   */
  public LoadRun(SimulatedNode node, int dialogues, int window, int subscribers) {
    if (dialogues < 1 || window < 1 || subscribers < window) {
      throw new IllegalArgumentException("need dialogues >= 1 and subscribers >= window >= 1");
    }
    this.node = node;
    this.dialogues = dialogues;
    this.window = window;
    this.subscribers = subscribers;
    this.answers = new Answer[dialogues];
  }

  /** Whether a subscriber is attached once the run is over. */
  public boolean attachedAtEnd(int subscriber) {
    return eventsOf(subscriber) % 2 == 1;
  }

  /**
   * Where a subscriber's last event was.
   *
   * @throws IllegalArgumentException if the subscriber has no event in this run
   */
  public Cell cellAtEnd(int subscriber) {
    if (subscriber >= Math.min(dialogues, subscribers)) {
      throw new IllegalArgumentException("no event of subscriber " + subscriber);
    }
    return cell(subscriber, eventsOf(subscriber) - 1);
  }

  /** Every so many-th answer of a run that is over. */
  List<Answer> sample(int every) {
    return IntStream.range(0, dialogues)
        .filter(i -> i % every == 0)
        .mapToObj(i -> answers[i])
        .toList();
  }

  /**
   * Runs until every dialogue has ended.
   *
   * @throws IOException if the association is lost
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public LoadReport run() throws IOException, InterruptedException {
    long[] nanos = new long[dialogues];
    Semaphore free = new Semaphore(window);
    long start = System.nanoTime();
    for (int i = 0; i < dialogues; i++) {
      if (!free.tryAcquire()) {
        node.flush();
        free.acquire();
      }
      begin(i, nanos, free);
    }
    node.flush();
    free.acquire(window);
    return LoadReport.of(
        answers, nanos, Duration.ofNanos(System.nanoTime() - start), node.openDialogues());
  }

  private void begin(int index, long[] nanos, Semaphore free) {
    int subscriber = index % subscribers;
    int turn = index / subscribers;
    boolean attach = turn % 2 == 0;
    boolean ps = node.identity().packetSwitched();
    int code = ps ? attach ? GPRS_ATTACH : GPRS_DETACH : attach ? IMSI_ATTACH : IMSI_DETACH;
    long began = System.nanoTime();
    var unused = // a report never ends exceptionally
        node.report(Subscriber.numbered(subscriber), code, cell(subscriber, turn), false)
            .thenAccept(
                answer -> {
                  answers[index] = answer;
                  nanos[index] = System.nanoTime() - began;
                  free.release();
                });
  }

  private int eventsOf(int subscriber) {
    return (dialogues - subscriber + subscribers - 1) / subscribers;
  }

  private static Cell cell(int subscriber, int turn) {
    LocationArea area = new LocationArea(new Plmn("240", "99"), 1000 + subscriber % 50);
    return new Cell(area, 1 + turn % 60_000, false);
  }
}
