package org.pna.publisher.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;

/**
 * One step in a presentity's life: a message that was taken, or a moment that came.
 *
 * @param number 1, 2, 3 … for each presentity
 * @param cause message or moment
 * @param time when it took effect: of the event, or when the timer fell due
 * @param evidence of the event; for a timer, of the event that set it
 * @param imsi the SIM it is about, digits; empty where the supplier names none
 * @param domain it is about; null for all
 * @param node who reported
 * @param rule that decided, by its name in the rules of truth
 * @param ignored why it changed nothing, in the words of replay's summary; null if it took effect
 * @param against the evidence of what was held before and that it superseded or lost against; null
 *     if nothing was
 */
public record JournalEntry(
    long number,
    Cause cause,
    Instant time,
    Evidence evidence,
    String imsi,
    @Nullable Domain domain,
    ReportingNode node,
    String rule,
    @Nullable String ignored,
    @Nullable Evidence against) {
  @Override
  public String toString() {
    return "JournalEntry[" + number + "]";
  }
}
