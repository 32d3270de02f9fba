package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the facts of a domain can be relied on.
 *
 * @param reporting whether the network reports the domain's mobility events to us
 * @param staleSince since when the facts may be wrong; null when nothing speaks against them
 * @param question that is to be asked, or whose answer is awaited; null for none
 */
public record Upkeep(
    Reporting reporting, @Nullable Instant staleSince, @Nullable Question question) {
  /** Nothing known, nothing in doubt. */
  public static final Upkeep NONE = new Upkeep(Reporting.UNKNOWN, null, null);

  /** Whether mobility events come: the state of M-CSI or MG-CSI. */
  public enum Reporting {
    UNKNOWN,
    ARMED,
    LOST
  }

  /** The same with another question, or none. */
  public Upkeep asking(@Nullable Question other) {
    return new Upkeep(reporting, staleSince, other);
  }

  /** The same with the facts in doubt since a moment, or no longer. */
  public Upkeep stale(@Nullable Instant since) {
    return new Upkeep(reporting, since, question);
  }
}
