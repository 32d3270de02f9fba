package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.Overlay.Known;
import org.rocksdb.RocksDBException;

/**
 * Keeps presentities in a RocksDB database, one folder of its own.
 *
 * <p>An append waits in memory until the one writer thread takes it into its next atomic write,
 * with all others that wait by then. Callbacks come on that thread, in the order of the appends;
 * they must be short and never close the store.
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
  private final String place;
  private final Disk disk;
  private final Overlay overlay;
  private final GroupCommit commits;
  private final int maxPending;
  private volatile boolean closed;

  /**
   * What a store may take.
   *
   * @param durability what a committed record survives
   * @param maxPresentities bound of presentities, at least 1; new ones beyond it are refused
   * @param maxPending bound of appends that wait for the disk, at least 1; about 1 KB each
   * @param maxCached committed records held in memory besides, at least 0; about 2 KB each
   */
  public record Settings(
      Durability durability, int maxPresentities, int maxPending, int maxCached) {
    public Settings {
      if (maxPresentities < 1 || maxPending < 1 || maxCached < 0) {
        throw new IllegalArgumentException(
            "maxPresentities and maxPending must be at least 1, maxCached at least 0");
      }
    }
  }

  private RocksStore(String place, Disk disk, Settings settings) throws RocksDBException {
    this.place = place;
    this.disk = disk;
    maxPending = settings.maxPending();
    long presentities = disk.presentities();
    overlay = new Overlay(settings.maxPresentities(), settings.maxCached(), presentities);
    commits = new GroupCommit(disk, overlay, maxPending, presentities);
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
    return open(folder, RocksDisk.open(folder, settings.durability()), settings);
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
    byte[] value;
    try {
      value = disk.read(key(presentity));
    } catch (RocksDBException e) {
      throw new DamagedRecordException(place, String.valueOf(e.getMessage()), e);
    }
    Known known =
        value == null
            ? new Known(PresentityRecord.unknown(presentity), false)
            : new Known(RecordFormat.read(presentity, value, place), true);
    overlay.cache(known);
    return known;
  }

  @Override
  public void append(PresentityRecord record, CommitCallback callback) {
    Exception refusal = submit(record, callback);
    if (refusal != null) {
      callback.done(refusal);
    }
  }

  private @Nullable Exception submit(PresentityRecord record, CommitCallback callback) {
    if (closed) {
      return new StoreClosedException();
    }
    if (!commits.reserve()) {
      return closed ? new StoreClosedException() : new StoreBusyException(maxPending);
    }
    Append append = null;
    try {
      String presentity = record.presentity();
      Disk.Entry entry = new Disk.Entry(key(presentity), RecordFormat.write(record));
      Boolean has = overlay.has(presentity);
      append = overlay.add(record, entry, callback, has == null ? read(presentity).onDisk() : has);
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

  /** A URI is ASCII; text that UTF-8 cannot carry would be mistaken for another's. */
  private static byte[] key(String presentity) {
    if (!ByteWriter.isUnicode(presentity)) {
      throw new IllegalArgumentException("a presentity's URI with an unpaired surrogate");
    }
    return presentity.getBytes(UTF_8);
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
