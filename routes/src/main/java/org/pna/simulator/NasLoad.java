package org.pna.simulator;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Windowed accounting: so many requests in all, never more than a window of them on their way, and
 * of a subscriber one. The subscribers take turns; the session of each begins, moves to another
 * cell and ends, then another one begins.
 */
public final class NasLoad {
  private static final SimulatedNas.Status[] TURNS = {
    SimulatedNas.Status.START, SimulatedNas.Status.INTERIM_UPDATE, SimulatedNas.Status.STOP
  };

  /** User-Location-Info of the cell 240-99-6699-15438. */
  private static final String NEXT_CELL = "0042f0991a2b3c4e";

  private final SimulatedNas nas;
  private final long first;
  private final int requests;
  private final int window;
  private final int subscribers;

  /**
   * A run that has not begun.
   *
   * @param nas with room for the window
   * @param first how many requests earlier runs have sent, 0 or more
   * @param requests how many in all, at least 1; not more than the window for a burst
   * @param window how many may be on their way at a time, at least 1
   * @param subscribers {@link Subscriber#numbered} from 0, not fewer than the window or, if there
   *     are less, the requests
   */
  public NasLoad(SimulatedNas nas, long first, int requests, int window, int subscribers) {
    if (first < 0 || requests < 1 || window < 1 || subscribers < Math.min(window, requests)) {
      throw new IllegalArgumentException("need requests >= 1 and subscribers >= window >= 1");
    }
    this.nas = nas;
    this.first = first;
    this.requests = requests;
    this.window = window;
    this.subscribers = subscribers;
  }

  /** Whether a subscriber has a session after so many requests, those of earlier runs included. */
  static boolean isActive(int subscriber, long requests, int subscribers) {
    return (requests - subscriber + subscribers - 1) / subscribers % TURNS.length != 0;
  }

  /**
   * Runs until every request has its answer or was given up.
   *
   * @throws IOException if a socket fails
   */
  public NasLoadReport run() throws IOException {
    long[] nanos = new long[requests];
    Arrays.fill(nanos, Long.MIN_VALUE);
    BitSet busy = new BitSet(subscribers);
    NasPorts ports = nas.ports();
    int resent = ports.retransmissions();
    int strays = ports.strays();
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < requests || ports.open() > 0) {
      while (sent < requests && ports.open() < window && !busy.get(subscriber(sent))) {
        busy.set(subscriber(sent));
        ports.send(sent, attributes(sent));
        sent++;
      }
      ports.turn(
          (index, took) -> {
            busy.clear(subscriber(index));
            nanos[index] = took;
          });
    }
    return NasLoadReport.of(
        nanos,
        System.nanoTime() - begin,
        ports.retransmissions() - resent,
        ports.strays() - strays);
  }

  private int subscriber(int index) {
    return (int) ((first + index) % subscribers);
  }

  private byte[] attributes(int index) {
    long turn = (first + index) / subscribers;
    SimulatedNas.Status status = TURNS[(int) (turn % TURNS.length)];
    NasSession session = NasSession.numbered(subscriber(index), (int) (turn / TURNS.length));
    return nas.attributes(
        status, status == SimulatedNas.Status.START ? session : session.at(NEXT_CELL));
  }
}
