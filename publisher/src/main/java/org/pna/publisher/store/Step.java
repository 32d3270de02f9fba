package org.pna.publisher.store;

/**
 * A step of a presentity's history.
 *
 * @param entry what happened; its number is the record's {@link PresentityRecord#steps}
 * @param after what was held once it had, but for messages heard and accounts that are over
 */
public record Step(JournalEntry entry, PresentityRecord after) {
  public Step {
    check(entry, after);
    after = after.withoutMemory();
  }

  /**
   * @throws IllegalArgumentException if an entry is not that of the step that led to a record
   */
  static void check(JournalEntry entry, PresentityRecord after) {
    if (entry.number() != after.steps()) {
      throw new IllegalArgumentException(
          "step " + entry.number() + " does not lead to a record of " + after.steps() + " steps");
    }
  }
}
