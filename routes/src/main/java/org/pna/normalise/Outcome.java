package org.pna.normalise;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.store.SimFacts;

/**
 * What a report or a timer made of a presentity.
 *
 * @param sims the new facts
 * @param elements what they mean, time stamps being those of this outcome; none if ignored
 * @param ignored why the report changed nothing, in the words of {@link Arbitration}; null if it
 *     took effect
 * @param wakeAt when to look at the presentity again; null for never
 */
public record Outcome(
    List<SimFacts> sims,
    List<Element> elements,
    @Nullable String ignored,
    @Nullable Instant wakeAt) {

  /** A report that changed nothing. */
  static Outcome ignored(List<SimFacts> sims, String reason) {
    return new Outcome(sims, List.of(), reason, null);
  }

  /** This outcome and that of a further report of the same message, applied to it. */
  public Outcome then(Outcome next) {
    if (next.ignored != null) {
      return this;
    }
    return next.wakeAt == null ? new Outcome(next.sims, next.elements, null, wakeAt) : next;
  }
}
