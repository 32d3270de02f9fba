package org.pna.routes;

import java.io.IOException;
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

/** A store whose tables fail or hang as the test wants it, and that refuses one presentity. */
final class DoubtfulStore implements PresenceStore {
  private final PresenceStore sound;
  volatile boolean failing;
  @Nullable List<Runnable> hanging;
  int puts;
  volatile @Nullable String refused;

  DoubtfulStore(PresenceStore sound) {
    this.sound = sound;
  }

  @Override
  public Table table(TableName name) {
    Table table = sound.table(name);
    return (key, value, callback) -> {
      puts++;
      Runnable write =
          failing
              ? () -> callback.done(new IOException("disk full"))
              : () -> table.put(key, value, callback);
      if (hanging == null) {
        write.run();
      } else {
        hanging.add(write);
      }
    };
  }

  @Override
  public PresentityRecord load(String presentity) {
    return sound.load(presentity);
  }

  @Override
  public void append(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback) {
    if (record.presentity().equals(refused)) {
      callback.done(new IOException("disk full"));
      return;
    }
    sound.append(record, entry, urgency, callback);
  }

  @Override
  public List<Due> due(Instant from, Instant until, int max) {
    return sound.due(from, until, max);
  }

  @Override
  public StoreState state() {
    return sound.state();
  }

  @Override
  public PresentityRecord committed(String presentity) {
    return sound.committed(presentity);
  }

  @Override
  public List<Step> history(String presentity) {
    return sound.history(presentity);
  }

  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    sound.scan(name, prefix, visitor);
  }

  @Override
  public void close() {
    sound.close();
  }
}
