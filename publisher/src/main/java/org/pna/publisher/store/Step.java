package org.pna.publisher.store;

/**
 * A step of a presentity's history.
 *
 * @param entry what happened
 * @param after all that was held once it had
 */
public record Step(JournalEntry entry, PresentityRecord after) {}
