package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the facts of a domain can be relied on.
 *
 * @param reporting whether the network reports the domain's mobility events to us
 * @param polled whether the serving node is known from the home register alone and does not report
 *     to us, so that the domain is only known by asking (rule T11)
 * @param staleSince since when the facts may be wrong; null when nothing speaks against them
 * @param question that is to be asked, or whose answer is awaited; null for none
 */
public record Upkeep(
    Reporting reporting,
    boolean polled,
    @Nullable Instant staleSince,
    @Nullable Question question) {
  /** Nothing known, nothing in doubt. */
  public static final Upkeep NONE = new Upkeep(Reporting.UNKNOWN, false, null, null);

  /** Whether mobility events come: the state of M-CSI or MG-CSI. */
  public enum Reporting {
    UNKNOWN,
    ARMED,
    LOST
  }

  /** The same with mobility events coming, or not. */
  public Upkeep reporting(Reporting other) {
    return new Upkeep(other, polled, staleSince, question);
  }

  /** The same with a serving node that reports, or not. */
  public Upkeep polled(boolean other) {
    return new Upkeep(reporting, other, staleSince, question);
  }

  /** The same with another question, or none. */
  public Upkeep asking(@Nullable Question other) {
    return new Upkeep(reporting, polled, staleSince, other);
  }

  /** The same with the facts in doubt since a moment, or no longer. */
  public Upkeep stale(@Nullable Instant since) {
    return new Upkeep(reporting, polled, since, question);
  }
}
