package org.pna.publisher.store;

/**
 * A step of a presentity's history.
 *
 * @param entry what happened; its number is the record's {@link PresentityRecord#steps}
 * @param after all that was held once it had
 */
public record Step(JournalEntry entry, PresentityRecord after) {
  public Step {
    if (entry.number() != after.steps()) {
      throw new IllegalArgumentException(
          "step " + entry.number() + " does not lead to a record of " + after.steps() + " steps");
    }
  }
}
