package org.pna.normalise;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.store.SimFacts;

/**
 * What a report or a timer made of a presentity.
 *
 * @param sims the new facts
 * @param elements what they mean, time stamps being those of this outcome; null if the report was
 *     ignored or a negative waits on
 * @param imsi the SIM it is about
 * @param domain it is about; null for both
 * @param rule that decided, by its name in {@link Rules}
 * @param evidence of the report; for a timer, of the report that set it
 * @param ignored why the report changed nothing, in the words of {@link Arbitration}; null if it
 *     took effect
 * @param against the evidence of what was held before, or null
 * @param negative whether somebody who was there is no more, or no longer reachable
 * @param wakeAt when to look at the presentity again; null for never
 */
public record Outcome(
    List<SimFacts> sims,
    @Nullable List<Element> elements,
    String imsi,
    @Nullable Domain domain,
    String rule,
    Evidence evidence,
    @Nullable String ignored,
    @Nullable Evidence against,
    boolean negative,
    @Nullable Instant wakeAt) {

  /** This outcome and that of a further report of the same message, applied to it. */
  public Outcome then(Outcome next) {
    if (next.ignored != null) {
      return this;
    }
    return ignored != null || elements == null
        ? next
        : new Outcome(
            next.sims,
            next.elements,
            imsi,
            domain == next.domain ? domain : null,
            rule,
            evidence,
            null,
            against,
            negative || next.negative,
            next.wakeAt);
  }
}
