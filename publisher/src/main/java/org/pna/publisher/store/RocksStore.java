package org.pna.publisher.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
import org.pna.publisher.store.Overlay.Known;
import org.rocksdb.RocksDBException;

/**
 * Keeps presentities in a RocksDB database, one folder of its own.
 *
 * <p>An append waits in memory until the writer takes it into its next atomic write, with all
 * others that wait by then. Callbacks come in the order of the appends, on the writer's thread or,
 * with {@link Durability#OS}, on one that appends, possibly before {@link #append} returns; they
 * must be short and never close the store.
 *
 * <p>When a write fails, all appends of that write fail with {@link CommitFailedException}, and so
 * do the later ones of the same presentities that were computed upon them; {@link #load} then shows
 * what was committed last. After that a lane loads a presentity before it appends to it; a record
 * that it had computed by then upon a lost one is refused.
 *
 * <p>Refused at once, on the caller's thread and so before the callbacks of those that wait: with
 * {@link StoreBusyException} when {@code maxPending} appends wait, with {@link StoreFullException}
 * a presentity beyond {@code maxPresentities}, with {@link StoreClosedException} after {@link
 * #close}, with {@link CommitFailedException} as above. Nothing of these is stored.
 *
 * <p>RocksDB's native library is unpacked when the first store is opened: {@code java.io.tmpdir}
 * must be writable, and on a file system whose files may be executed.
 */
public final class RocksStore implements PresenceStore {
  private final Disk disk;
  private final Damage damage;
  private final DiskView view;
  private final Overlay overlay;
  private final BatchCommit commit;
  private final GroupCommit commits;
  private final Map<TableName, Table> tables = new EnumMap<>(TableName.class);
  private final int maxPending;
  private final int history;
  private volatile boolean closed;

  /**
   * What a store may take.
   *
   * @param durability what a committed record survives
   * @param maxPresentities bound of presentities, at least 1; new ones beyond it are refused
   * @param maxPending bound of appends that wait for the disk, at least 1; about 1 KB each
   * @param maxCached committed records held in memory besides, at least 0; about 2 KB each
   * @param history how many steps of each presentity are kept, at least 0; another number than at
   *     the last run is safe, and a smaller one shows fewer at once
   */
  public record Settings(
      Durability durability, int maxPresentities, int maxPending, int maxCached, int history) {
    public Settings {
      if (maxPresentities < 1 || maxPending < 1 || maxCached < 0 || history < 0) {
        throw new IllegalArgumentException(
            "maxPresentities and maxPending must be at least 1, maxCached and history at least 0");
      }
    }
  }

  private RocksStore(String place, Disk disk, Settings settings) throws RocksDBException {
    this.disk = disk;
    damage = disk.damage();
    view = new DiskView(disk, place, settings.history());
    maxPending = settings.maxPending();
    history = settings.history();
    long presentities = disk.presentities();
    overlay = new Overlay(settings.maxPresentities(), settings.maxCached(), presentities);
    commit = new BatchCommit(disk, overlay, presentities);
    commits = new GroupCommit(commit, settings.durability() == Durability.OS, maxPending);
    for (TableName name : TableName.values()) {
      tables.put(name, new RocksTable(name, commits));
    }
  }

  /**
   * Opens the store of a folder; creates both if there is none. A half-written tail of the log,
   * which holds nothing acknowledged, is cut with a line in the log.
   *
   * @param folder the store's own
   * @throws StoreUnusableException if it is in use by another process, damaged, written by a newer
   *     version, or cannot be read or written; its message says what to do
   */
  public static RocksStore open(Path folder, Settings settings) throws StoreUnusableException {
    return open(
        folder, RocksDisk.open(folder, settings.durability(), settings.history()), settings);
  }

  /** Over a disk of the caller's, which it closes. */
  static RocksStore open(Path folder, Disk disk, Settings settings) throws StoreUnusableException {
    try {
      return new RocksStore(folder.toString(), disk, settings);
    } catch (RocksDBException e) {
      disk.close();
      throw OpenFailure.of(folder, e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws DamagedRecordException if the disk's record cannot be read
   * @throws IllegalStateException if it must be read from the disk and the store is closed
   */
  @Override
  public PresentityRecord load(String presentity) {
    PresentityRecord known = overlay.load(presentity);
    return known == null ? read(presentity).record() : known;
  }

  private Known read(String presentity) {
    PresentityRecord record = noted(() -> view.record(presentity));
    Known known =
        record == null
            ? Known.committed(PresentityRecord.unknown(presentity), false)
            : Known.committed(record, true);
    overlay.cache(known);
    return known;
  }

  /** Throws as {@link #load} does. */
  @Override
  public PresentityRecord committed(String presentity) {
    PresentityRecord known = overlay.committed(presentity);
    return known == null
        ? noted(() -> view.committed(presentity))
        : known; // no lane's: must not fill the cache
  }

  /** Throws as {@link #load} does. */
  @Override
  public List<Step> history(String presentity) {
    return noted(() -> view.history(presentity));
  }

  /** Throws as {@link #load} does. */
  @Override
  public List<Due> due(Instant from, Instant until, int max) {
    return noted(() -> view.due(from, until, max));
  }

  @Override
  public Table table(TableName name) {
    return Objects.requireNonNull(tables.get(name));
  }

  /** Throws as {@link #load} does. */
  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    view.scan(name, prefix, visitor);
  }

  /**
   * The first damage that was met since the store was opened, with its file and what to do; null
   * for none. Any thread.
   */
  public @Nullable String damage() {
    return damage.first();
  }

  private <T extends @Nullable Object> T noted(Supplier<T> look) {
    try {
      return look.get();
    } catch (DamagedRecordException e) {
      damage.found(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public StoreState state() {
    return new StoreState(commit.failing(), commits.pending(), overlay.presentities());
  }

  @Override
  public void append(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback) {
    Exception refusal = submit(record, entry, urgency, callback);
    if (refusal != null) {
      callback.done(refusal);
    }
  }

  @Override
  public void together(Runnable appends) {
    commits.together(appends);
  }

  private @Nullable Exception submit(
      PresentityRecord record,
      @Nullable JournalEntry entry,
      Urgency urgency,
      CommitCallback callback) {
    if (closed) {
      return new StoreClosedException();
    }
    if (!commits.reserve(urgency)) {
      return closed ? new StoreClosedException() : new StoreBusyException(commits.pending());
    }
    Append append = null;
    try {
      Known replaced = overlay.newest(record.presentity());
      if (replaced == null) {
        replaced = read(record.presentity());
      }
      List<Rows.Row> rows = rows(record, entry, replaced.record().wakeAt());
      append = overlay.add(record, rows, callback, replaced);
      commits.submit(append);
      return null;
    } catch (StoreFullException | CommitFailedException | RuntimeException e) {
      return e;
    } finally {
      if (append == null) {
        commits.release();
      }
    }
  }

  private List<Rows.Row> rows(
      PresentityRecord record, @Nullable JournalEntry entry, @Nullable Instant woken) {
    List<Rows.Row> rows = new ArrayList<>(4);
    byte[] key = Keys.record(record.presentity());
    ByteWriter out = new ByteWriter();
    RecordFormat.write(out, record);
    rows.add(new Rows.Row(key, MemoryFormat.append(out, record)));
    if (entry != null && history > 0) {
      Step.check(entry, record);
      StepFormat.write(out, entry);
      int slot = (int) Long.remainderUnsigned(entry.number(), history);
      rows.add(new Rows.Row(Keys.step(key, slot), out.toBytes()));
    }
    Instant wakeAt = record.wakeAt();
    if (!Objects.equals(wakeAt, woken)) {
      if (woken != null) {
        rows.add(new Rows.Row(Keys.due(woken, key), null));
      }
      if (wakeAt != null) {
        rows.add(new Rows.Row(Keys.due(wakeAt, key), new byte[0]));
      }
    }
    return rows;
  }

  /** Waits until all appends have ended and their callbacks have run; later ones are refused. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    commits.close();
    disk.close();
  }
}
