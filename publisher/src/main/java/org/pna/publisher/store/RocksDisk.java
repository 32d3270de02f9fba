package org.pna.publisher.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database. When it has refused writes for some time although the folder can be written again,
 * it is opened anew: RocksDB gets over a full disk by itself, but not over other errors.
 */
final class RocksDisk implements Disk {
  private static final Logger LOG = LoggerFactory.getLogger(RocksDisk.class);

  private static final long ROOM_TO_OPEN = 256L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Damage damage = new Damage();
  private final Path folder;
  private final RocksOptions options;
  private final WriteOptions writeOptions;
  private final long patienceNanos;

  /** How many presentities the database says it has; -1 for not known. For who writes. */
  private long known = -1;

  /** Native memory must not be touched once it is freed. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  /** Null when it could not be opened anew, and once closed. */
  private @Nullable RocksDB db;

  private boolean closed;

  /** Of the first refused write since the last good one or the last try to open; writer only. */
  private @Nullable Long refusedAt;

  private RocksDisk(
      Path folder, RocksOptions options, WriteOptions writeOptions, RocksDB db, Duration patience) {
    this.folder = folder;
    this.options = options;
    this.writeOptions = writeOptions;
    this.db = db;
    patienceNanos = patience.toNanos();
  }

  static RocksDisk open(Path folder, Durability durability, int history)
      throws StoreUnusableException {
    return open(folder, durability, history, PATIENCE);
  }

  /**
   * @param history how many steps of a presentity are kept from now on
   * @param patience how long writes may be refused before the database is opened anew
   */
  static RocksDisk open(Path folder, Durability durability, int history, Duration patience)
      throws StoreUnusableException {
    RocksOptions.loadLibrary();
    RocksOptions options = new RocksOptions(true);
    try {
      Files.createDirectories(folder);
      refuseTrap(folder);
      refuseForeign(folder);
      LogCheck.Gap gap = LogCheck.gap(folder);
      RocksDB db = RocksDB.open(options.options(), folder.toString());
      WriteOptions write = writeOptions(durability);
      RocksDisk disk = new RocksDisk(folder, options, write, db, patience);
      disk.prepare(db, history);
      if (gap != null) {
        disk.damage.found(
            "the log %s was damaged at octet %d, and what stood behind it is lost, though the network"
                    .formatted(gap.log(), gap.at())
                + " was told that it is kept: put back a backup, or let the subscribers be asked");
      }
      return disk;
    } catch (IOException e) {
      options.close();
      throw new StoreUnusableException("the folder " + folder + " cannot be made: " + e, e);
    } catch (StoreUnusableException e) {
      options.close();
      throw e;
    } catch (RocksDBException e) {
      options.close();
      throw OpenFailure.of(folder, e);
    }
  }

  static void refuseTrap(Path folder) throws IOException, StoreUnusableException {
    LogCheck.Trap trap = LogCheck.trap(folder);
    if (trap != null) {
      throw OpenFailure.damaged(
          folder, "no type of a record in " + trap.log() + " at octet " + trap.at(), null);
    }
  }

  /** Before RocksDB removes what a cut MANIFEST no longer names. */
  private static void refuseForeign(Path folder) throws IOException, StoreUnusableException {
    if (!Files.exists(folder.resolve("CURRENT"))) {
      return;
    }
    try (RocksOptions options = new RocksOptions(false);
        RocksDB db = RocksDB.openReadOnly(options.options(), folder.toString());
        Stream<Path> files = Files.list(folder)) {
      byte[] format = db.get(Keys.FORMAT);
      if (format != null
          || !RocksRows.isEmpty(db)
          || files.anyMatch(file -> file.toString().endsWith(".sst"))) {
        RocksRows.checkFormat(folder, format);
      }
    } catch (RocksDBException e) {
      LOG.debug("not to be read: {}", e.getMessage()); // to open it says why
    }
  }

  static WriteOptions writeOptions(Durability durability) {
    return new WriteOptions().setSync(durability == Durability.FSYNC);
  }

  private void prepare(RocksDB db, int history) throws StoreUnusableException {
    try (WriteOptions sync = new WriteOptions().setSync(true)) {
      if (RocksRows.isEmpty(db)) {
        db.put(sync, Keys.FORMAT, Keys.number(RocksRows.FORMAT));
      }
      RocksRows.checkFormat(folder, db.get(Keys.FORMAT));
      db.put(sync, Keys.HISTORY, Keys.number(history));
    } catch (RocksDBException e) {
      close();
      throw OpenFailure.of(folder, e);
    } catch (StoreUnusableException e) {
      close();
      throw e;
    }
  }

  @Override
  public byte @Nullable [] read(byte[] key) throws RocksDBException {
    open.readLock().lock();
    try {
      return opened().get(key);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public List<Row> range(byte[] from, byte[] until, int max) throws RocksDBException {
    open.readLock().lock();
    try {
      return RocksRows.range(opened(), from, until, max);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public long presentities() throws RocksDBException {
    return RocksRows.number(read(Keys.PRESENTITIES));
  }

  @Override
  public void write(List<Write> writes, long presentities) throws RocksDBException {
    try {
      put(writes, presentities);
      refusedAt = null;
    } catch (RocksDBException e) {
      refused(e.getStatus(), e.getMessage());
      throw e;
    } catch (IllegalStateException e) {
      refused(null, e.getMessage());
      throw e;
    }
  }

  @Override
  public Damage damage() {
    return damage;
  }

  /** Opens the database anew, where that can help. */
  private void refused(@Nullable Status status, @Nullable String text) {
    if (status != null && status.getCode() == Status.Code.Corruption) {
      // Opened anew it would take writes until it meets the same place again.
      damage.found(
          String.valueOf(OpenFailure.damaged(folder, String.valueOf(text), null).getMessage()));
      return;
    }
    if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
      return; // it goes on by itself, and what is open can be read meanwhile
    }
    long now = System.nanoTime();
    if (refusedAt == null) {
      refusedAt = now;
    } else if (now - refusedAt >= patienceNanos && canBeWritten()) {
      refusedAt = now;
      reopen();
    }
  }

  private void put(List<Write> writes, long presentities) throws RocksDBException {
    open.readLock().lock();
    try {
      List<Row> rows = new ArrayList<>();
      for (Write write : writes) {
        rows.addAll(write.rows);
      }
      if (presentities != known) {
        rows.add(new Row(Keys.PRESENTITIES, Keys.number(presentities)));
      }
      try (WriteBatch batch = new WriteBatch(BatchFormat.write(rows))) {
        opened().write(writeOptions, batch);
      }
      known = presentities;
    } finally {
      open.readLock().unlock();
    }
  }

  /** Whether the folder takes what opening writes: the log's content as tables, at most. */
  private boolean canBeWritten() {
    Path probe = folder.resolve("probe");
    try {
      Files.write(probe, new byte[1 << 16], CREATE, WRITE, SYNC);
      return Files.getFileStore(folder).getUsableSpace() >= ROOM_TO_OPEN;
    } catch (IOException e) {
      LOG.debug("the store's folder cannot be written: {}", e.toString());
      return false;
    } finally {
      remove(probe);
    }
  }

  private static void remove(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException e) {
      LOG.debug("the probe stays: {}", e.toString());
    }
  }

  private void reopen() {
    open.writeLock().lock();
    try {
      if (db != null) {
        db.close();
        db = null;
      }
      db = RocksDB.open(options.options(), folder.toString());
      LOG.warn("the store was opened anew, since it refused writes although its folder takes them");
    } catch (RocksDBException e) {
      LOG.error("the store cannot be opened anew, which is tried again: {}", e.getMessage());
    } finally {
      open.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (db != null) {
        db.close();
        db = null;
      }
      writeOptions.close();
      options.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private RocksDB opened() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    if (db == null) {
      throw new IllegalStateException(
          "the store " + folder + " could not be opened anew, which is tried again");
    }
    return db;
  }
}
