package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
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
 * @param settled whether what was missed of the domain before no longer matters (rule T1)
 * @param queries what the home register is to be asked once this is committed
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
    @Nullable Instant wakeAt,
    boolean settled,
    List<Query> queries) {
  public Outcome {
    queries = List.copyOf(queries);
  }

  /** This outcome and that of a further report of the same message, applied to it. */
  public Outcome then(Outcome next) {
    if (next.ignored != null) {
      return this;
    }
    if (ignored != null) {
      return next;
    }
    List<Query> both = new ArrayList<>(queries);
    both.addAll(next.queries);
    return elements == null
        ? next.asking(both)
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
            next.wakeAt,
            settled && next.settled,
            both);
  }

  private Outcome asking(List<Query> all) {
    return new Outcome(
        sims, elements, imsi, domain, rule, evidence, ignored, against, negative, wakeAt, settled,
        all);
  }
}
