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
 * @param elements what they mean, time stamps being those of this outcome
 * @param ignored why the report changed nothing, in the words of {@link Arbitration}; null if it
 *     took effect
 * @param wakeAt when to look at the presentity again; null for never
 */
public record Outcome(
    List<SimFacts> sims,
    List<Element> elements,
    @Nullable String ignored,
    @Nullable Instant wakeAt) {}
