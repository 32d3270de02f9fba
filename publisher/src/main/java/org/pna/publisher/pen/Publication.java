package org.pna.publisher.pen;

import java.time.Instant;
import org.pna.model.Evidence;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.store.Cause;

/**
 * A change of a presentity's document.
 *
 * @param presentity URI
 * @param version 1, 2, 3 … for each presentity
 * @param cause what set it off
 * @param time of the event, or when the timer fell due
 * @param evidence of the event; for a timer, of the event that set it
 * @param before the document before
 * @param after the document now
 */
public record Publication(
    String presentity,
    long version,
    Cause cause,
    Instant time,
    Evidence evidence,
    PresenceDocument before,
    PresenceDocument after) {}
