package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/**
 * Keeps presentities. Calls for one presentity come from one thread at a time (its lane).
 *
 * <p>The contract: a record given to {@link #append} is what {@link #load} returns from the moment
 * that append is called, unless the commit fails; then the last committed record is.
 */
public interface PresenceStore extends AutoCloseable {
  /** What is known of a presentity; {@link PresentityRecord#unknown} if nothing. */
  PresentityRecord load(String presentity);

  /**
   * Writes one presentity.
   *
   * @param record the new state
   * @param callback told exactly once, when the write is durable or has failed, on any thread;
   *     those of one presentity in the order of their appends, save that a store may refuse one at
   *     once, without storing anything, while earlier ones still wait
   */
  void append(PresentityRecord record, CommitCallback callback);

  @Override
  void close();

  /** Told of the end of an append. */
  @FunctionalInterface
  interface CommitCallback {
    /**
     * The append has ended.
     *
     * @param failure null when durable
     */
    void done(@Nullable Exception failure);
  }
}
