package org.pna.publisher.pen;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
import org.pna.publisher.store.CommitCallback;
import org.pna.publisher.store.Due;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Step;
import org.pna.publisher.store.StoreState;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;

/** An empty store that takes nothing. */
final class RefusingStore implements PresenceStore {
  private final Exception refusal;

  RefusingStore(Exception refusal) {
    this.refusal = refusal;
  }

  @Override
  public PresentityRecord load(String presentity) {
    return PresentityRecord.unknown(presentity);
  }

  @Override
  public void append(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback) {
    callback.done(refusal);
  }

  @Override
  public List<Due> due(Instant from, Instant until, int max) {
    return List.of();
  }

  @Override
  public Table table(TableName name) {
    return (key, value, callback) -> callback.done(refusal);
  }

  @Override
  public StoreState state() {
    return new StoreState(true, 0, 0);
  }

  @Override
  public PresentityRecord committed(String presentity) {
    return PresentityRecord.unknown(presentity);
  }

  @Override
  public List<Step> history(String presentity) {
    return List.of();
  }

  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    // nothing in it
  }

  @Override
  public void close() {
    // nothing to release
  }
}
