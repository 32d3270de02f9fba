package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;

/**
 * Why an element of the document says what it says.
 *
 * @param cause whether the evidence's message said so, or a moment that it set
 * @param evidence of the event that made it so
 * @param rule that let it, by its name in the rules of truth
 * @param superseded the evidence of what the element said before; null if it was not there
 */
public record Reason(Cause cause, Evidence evidence, String rule, @Nullable Evidence superseded) {}
