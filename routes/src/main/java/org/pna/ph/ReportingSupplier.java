package org.pna.ph;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.ReportingControl.Wish;

/**
 * One of those through whom the network reports on a presentity, as far as a presence server may
 * switch it on and off (TS 23.141 clause 4.3.2). Any thread.
 */
public interface ReportingSupplier {
  /**
   * What it switches, in a word, many of them: {@code sims}. By it the answer and the audit log
   * name the supplier.
   */
  String name();

  /**
   * Why it cannot do what is asked, and what the operator can do about it; null if it can.
   *
   * @param presentity URI, of whom it has a standing
   */
  @Nullable String hindrance(String presentity, Wish wish);

  /**
   * Takes a wish down, and does it in its own time. It comes before what the configuration says,
   * and outlives a restart.
   *
   * @param presentity URI, of whom it has a standing
   * @param requester who asks, in a word; no public identity
   * @param end told once, on any thread, possibly at once: whether all of it is on disk
   */
  void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end);

  /** How far it is with each that belongs to a presentity; none if it knows nothing of it. */
  List<ReportingStanding> standings(String presentity);
}
