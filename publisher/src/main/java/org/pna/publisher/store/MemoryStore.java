package org.pna.publisher.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;

/**
 * Keeps presentities in memory only, for replay and tests. At its bound a new presentity is refused
 * with {@link StoreFullException}; callbacks come on the caller's thread. {@link #due} looks at all
 * presentities.
 */
public final class MemoryStore implements PresenceStore {
  private final int maxPresentities;
  private final int history;
  private final ConcurrentMap<String, PresentityRecord> records = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Step>> steps = new ConcurrentHashMap<>();
  private final Map<TableName, MemoryTable> tables = new EnumMap<>(TableName.class);
  private final Semaphore room;

  /**
   * Keeps no history.
   *
   * @param maxPresentities bound, at least 1
   */
  public MemoryStore(int maxPresentities) {
    this(maxPresentities, 0);
  }

  /**
   * @param maxPresentities bound, at least 1
   * @param history how many steps of each presentity are kept, at least 0
   */
  public MemoryStore(int maxPresentities, int history) {
    if (maxPresentities < 1 || history < 0) {
      throw new IllegalArgumentException(
          "maxPresentities must be at least 1, history at least 0: "
              + maxPresentities
              + ", "
              + history);
    }
    this.maxPresentities = maxPresentities;
    this.history = history;
    room = new Semaphore(maxPresentities);
    for (TableName name : TableName.values()) {
      tables.put(name, new MemoryTable());
    }
  }

  @Override
  public PresentityRecord load(String presentity) {
    PresentityRecord held = records.get(presentity);
    return held == null ? PresentityRecord.unknown(presentity) : held;
  }

  @Override
  public PresentityRecord committed(String presentity) {
    return load(presentity);
  }

  @Override
  public void append(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback) {
    callback.done(put(record, entry));
  }

  private @Nullable Exception put(PresentityRecord record, @Nullable JournalEntry entry) {
    try {
      if (entry != null) {
        Step.check(entry, record);
      }
    } catch (IllegalArgumentException e) {
      return e;
    }
    if (records.replace(record.presentity(), record) == null) {
      if (!room.tryAcquire()) {
        return new StoreFullException(maxPresentities);
      }
      records.put(record.presentity(), record);
    }
    if (entry != null && history > 0) {
      steps.merge(record.presentity(), List.of(new Step(entry, record)), this::appended);
    }
    return null;
  }

  private List<Step> appended(List<Step> kept, List<Step> added) {
    List<Step> all = new ArrayList<>(kept.subList(kept.size() < history ? 0 : 1, kept.size()));
    all.addAll(added);
    return List.copyOf(all);
  }

  @Override
  public List<Step> history(String presentity) {
    return steps.getOrDefault(presentity, List.of());
  }

  @Override
  public List<Due> due(Instant from, Instant until, int max) {
    List<Due> due = new ArrayList<>();
    for (PresentityRecord record : records.values()) {
      Instant at = record.wakeAt();
      if (at != null && !at.isBefore(from) && at.isBefore(until)) {
        due.add(new Due(at, record.presentity()));
      }
    }
    due.sort(Comparator.comparing(Due::at).thenComparing(Due::presentity));
    return List.copyOf(due.subList(0, Math.min(max, due.size())));
  }

  @Override
  public Table table(TableName name) {
    return tableOf(name);
  }

  private MemoryTable tableOf(TableName name) {
    return Objects.requireNonNull(tables.get(name));
  }

  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    tableOf(name).scan(prefix, visitor);
  }

  @Override
  public StoreState state() {
    return new StoreState(false, 0, records.size());
  }

  /** Shows every presentity, in no order; not while others append. */
  public void forEach(Consumer<PresentityRecord> visitor) {
    records.values().forEach(visitor);
  }

  @Override
  public void close() {
    // nothing to release
  }
}
