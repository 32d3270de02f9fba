package org.pna.publisher.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;

/**
 * Keeps presentities. Appends of one presentity, and {@link #load}, come from one thread at a time
 * (its lane).
 *
 * <p>The contract: a record given to {@link #append} is what {@link #load} returns from the moment
 * that append is called, unless the commit fails; then the last committed record is. {@link
 * #committed} and {@link #history} never show what is not committed.
 */
public interface PresenceStore extends StoreView, AutoCloseable {
  /** What is known of a presentity; {@link PresentityRecord#unknown} if nothing. Its lane only. */
  PresentityRecord load(String presentity);

  /**
   * Writes one presentity, its place in {@link #due} and its new step in one atomic write.
   *
   * @param record the new state
   * @param entry the step that led there, with the number {@link PresentityRecord#steps}; null if
   *     there is none to tell
   * @param urgency a tenth of the room for what waits is kept for the more urgent
   * @param callback told exactly once, when the write is durable or has failed, on any thread;
   *     those of one presentity in the order of their appends, save that a store may refuse one at
   *     once, without storing anything, while earlier ones still wait
   */
  void append(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback);

  /**
   * Runs what may append several times: a store may put off the writing until it has ended, and do
   * it at once, to spare the cost of each. So it must be short. Any thread.
   */
  default void together(Runnable appends) {
    appends.run();
  }

  /**
   * The presentities whose {@link PresentityRecord#wakeAt} is committed and lies in a span of time,
   * the earliest first. Any thread.
   *
   * @param from inclusive
   * @param until exclusive
   * @param max how many at most, at least 1; the rest is asked for again
   */
  List<Due> due(Instant from, Instant until, int max);

  /** A table for what others keep; the same name gives the same table. Any thread. */
  Table table(TableName name);

  /** How it fares. Any thread. */
  StoreState state();

  @Override
  void close();
}
