package org.pna.publisher.store;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Shows what is on a disk. Its methods throw {@link DamagedRecordException} for what cannot be
 * read, {@link IllegalArgumentException} for what is no URI or key, and {@link
 * IllegalStateException} once the disk is closed.
 */
final class DiskView implements StoreView {
  private static final int CHUNK = 256;

  private final Rows rows;
  private final String place;
  private final int history;

  /**
   * @param place the folder, for exceptions
   * @param history how many steps are shown
   */
  DiskView(Rows rows, String place, int history) {
    this.rows = rows;
    this.place = place;
    this.history = history;
  }

  /** Null if the disk has nothing of the presentity. */
  @Nullable PresentityRecord record(String presentity) {
    byte[] key = Keys.record(presentity);
    try {
      byte[] value = rows.read(key);
      return value == null ? null : RecordFormat.read(presentity, value, place);
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  @Override
  public PresentityRecord committed(String presentity) {
    PresentityRecord record = record(presentity);
    return record == null ? PresentityRecord.unknown(presentity) : record;
  }

  /**
   * {@inheritDoc}
   *
   * <p>What an earlier, longer history left behind is not shown.
   */
  @Override
  public List<Step> history(String presentity) {
    byte[] slots = Keys.steps(Keys.record(presentity));
    List<Step> steps = new ArrayList<>();
    for (Rows.Row row : range(slots, Keys.after(slots), Integer.MAX_VALUE)) {
      steps.add(StepFormat.read(presentity, value(row), place));
    }
    steps.sort(Comparator.comparingLong(step -> step.entry().number()));
    if (!steps.isEmpty()) {
      long newest = steps.get(steps.size() - 1).entry().number();
      steps.removeIf(step -> step.entry().number() <= newest - history);
    }
    return List.copyOf(steps);
  }

  /** As {@link PresenceStore#due}. */
  List<Due> due(Instant from, Instant until, int max) {
    List<Due> due = new ArrayList<>();
    if (from.isBefore(until)) {
      for (Rows.Row row : range(Keys.due(from), Keys.due(until), max)) {
        due.add(due(row));
      }
    }
    return List.copyOf(due);
  }

  private Due due(Rows.Row row) {
    try {
      return Keys.due(row.key());
    } catch (BufferUnderflowException | DateTimeException e) {
      throw new DamagedRecordException(place, "no time in the index", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is written meanwhile may be shown or not.
   */
  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    byte[] from = Keys.table(name, prefix);
    byte[] until = Keys.after(from);
    List<Rows.Row> chunk;
    do {
      chunk = range(from, until, CHUNK);
      for (Rows.Row row : chunk) {
        visitor.accept(Keys.name(row.key()), value(row));
        from = Keys.next(row.key());
      }
    } while (chunk.size() == CHUNK);
  }

  private List<Rows.Row> range(byte[] from, byte[] until, int max) {
    try {
      return rows.range(from, until, max);
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  private static byte[] value(Rows.Row row) {
    return Objects.requireNonNull(row.value());
  }

  private DamagedRecordException unreadable(RocksDBException e) {
    return new DamagedRecordException(place, String.valueOf(e.getMessage()), e);
  }
}
