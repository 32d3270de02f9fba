package org.pna.simulator;

import java.io.IOException;
import java.util.Arrays;

/**
 * Windowed accounting: so many requests in all, never more than a window of them on their way. The
 * subscribers take turns, and the session of each begins, then ends, then another one begins.
 */
public final class NasLoad {
  private final SimulatedNas nas;
  private final int requests;
  private final int window;
  private final int subscribers;

  /**
   * A run that has not begun.
   *
   * @param nas with room for the window
   * @param requests how many in all, at least 1; not more than the window for a burst
   * @param window how many may be on their way at a time, at least 1
   * @param subscribers {@link Subscriber#numbered} from 0; not fewer than the window, or two
   *     requests of one subscriber would always be on their way at a time
   */
  public NasLoad(SimulatedNas nas, int requests, int window, int subscribers) {
    if (requests < 1 || window < 1 || subscribers < Math.min(window, requests)) {
      throw new IllegalArgumentException("need requests >= 1 and subscribers >= window >= 1");
    }
    this.nas = nas;
    this.requests = requests;
    this.window = window;
    this.subscribers = subscribers;
  }

  /** Whether a subscriber has a session once the run is over. */
  public boolean activeAtEnd(int subscriber) {
    return (requests - subscriber + subscribers - 1) / subscribers % 2 == 1;
  }

  /**
   * Runs until every request has its answer or was given up.
   *
   * @throws IOException if a socket fails
   */
  public NasLoadReport run() throws IOException {
    long[] nanos = new long[requests];
    Arrays.fill(nanos, Long.MIN_VALUE);
    NasPorts ports = nas.ports();
    int resent = ports.retransmissions();
    int strays = ports.strays();
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < requests || ports.open() > 0) {
      while (sent < requests && ports.open() < window) {
        ports.send(sent, attributes(sent));
        sent++;
      }
      ports.turn((index, took) -> nanos[index] = took);
    }
    return NasLoadReport.of(
        nanos,
        System.nanoTime() - begin,
        ports.retransmissions() - resent,
        ports.strays() - strays);
  }

  private byte[] attributes(int index) {
    int subscriber = index % subscribers;
    int turn = index / subscribers;
    return nas.attributes(
        turn % 2 == 0 ? SimulatedNas.Status.START : SimulatedNas.Status.STOP,
        NasSession.numbered(subscriber, turn / 2));
  }
}
