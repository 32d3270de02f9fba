package org.pna.publisher.pen;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a presence server, or an operator in its place, may ask of the network's side: that the
 * network reports on a presentity, or no longer does (TS 23.141 clause 4.3.2). It takes precedence
 * over what the configuration says, and outlives a restart. Any thread; it is done in its own time.
 */
@FunctionalInterface
public interface ReportingControl {
  /** What is asked. */
  enum Wish {
    /** The network is to report. */
    ON,
    /** It is not. */
    OFF,
    /** As the configuration says. */
    DEFAULT;

    /** As it is written: {@code on}, {@code off}, {@code default}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Asks for it.
   *
   * @param presentity URI
   * @param requester who asks, in a word for the audit log; no public identity
   * @param end told once, on any thread, possibly at once: whether it is on disk for all its SIMs;
   *     false also when none is known
   */
  void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end);
}
