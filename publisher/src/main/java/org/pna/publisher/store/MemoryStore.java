package org.pna.publisher.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps presentities in memory only, for replay and tests. At its bound a new presentity is refused
 * with {@link StoreFullException}; callbacks come on the caller's thread.
 */
public final class MemoryStore implements PresenceStore {
  private final int maxPresentities;
  private final ConcurrentMap<String, PresentityRecord> records = new ConcurrentHashMap<>();
  private final Semaphore room;

  /**
   * @param maxPresentities bound, at least 1
   */
  public MemoryStore(int maxPresentities) {
    if (maxPresentities < 1) {
      throw new IllegalArgumentException("maxPresentities must be at least 1: " + maxPresentities);
    }
    this.maxPresentities = maxPresentities;
    room = new Semaphore(maxPresentities);
  }

  @Override
  public PresentityRecord load(String presentity) {
    PresentityRecord held = records.get(presentity);
    return held == null ? PresentityRecord.unknown(presentity) : held;
  }

  @Override
  public void append(PresentityRecord record, CommitCallback callback) {
    callback.done(put(record));
  }

  private @Nullable Exception put(PresentityRecord record) {
    if (records.replace(record.presentity(), record) == null) {
      if (!room.tryAcquire()) {
        return new StoreFullException(maxPresentities);
      }
      records.put(record.presentity(), record);
    }
    return null;
  }

  @Override
  public void close() {
    // nothing to release
  }
}
