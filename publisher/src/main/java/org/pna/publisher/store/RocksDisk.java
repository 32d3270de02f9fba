package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The database. Keys: {@code m} and a name for what it says of itself ({@code mformat}, {@code
 * mpresentities}; eight octets each), {@code p} and the URI for presentities.
 */
final class RocksDisk implements Disk {
  /** Of all that is in the database; {@link RecordFormat} has its own. */
  static final long FORMAT = 1;

  static final byte[] FORMAT_KEY = "mformat".getBytes(US_ASCII);
  private static final byte[] PRESENTITIES_KEY = "mpresentities".getBytes(US_ASCII);

  private final RocksOptions options;
  private final WriteOptions writeOptions;
  private final RocksDB db;

  /** Native memory must not be touched once it is freed. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private boolean closed;

  private RocksDisk(RocksOptions options, WriteOptions writeOptions, RocksDB db) {
    this.options = options;
    this.writeOptions = writeOptions;
    this.db = db;
  }

  static RocksDisk open(Path folder, Durability durability) throws StoreUnusableException {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | LinkageError e) {
      throw OpenFailure.library(e);
    }
    RocksOptions options = new RocksOptions();
    try {
      Files.createDirectories(folder);
      RocksDB db = RocksDB.open(options.options(), folder.toString());
      WriteOptions write = new WriteOptions().setSync(durability == Durability.FSYNC);
      RocksDisk disk = new RocksDisk(options, write, db);
      disk.checkFormat(folder);
      return disk;
    } catch (IOException e) {
      options.close();
      throw new StoreUnusableException("the folder " + folder + " cannot be made: " + e, e);
    } catch (RocksDBException e) {
      options.close();
      throw OpenFailure.of(folder, e);
    }
  }

  private void checkFormat(Path folder) throws StoreUnusableException {
    try {
      byte[] value = db.get(FORMAT_KEY);
      if (value == null && isEmpty()) {
        try (WriteOptions sync = new WriteOptions().setSync(true)) {
          db.put(sync, FORMAT_KEY, bytes(FORMAT));
        }
      } else if (value == null || value.length != Long.BYTES) {
        throw OpenFailure.foreign(folder);
      } else if (number(value) > FORMAT) {
        throw OpenFailure.newer(folder, number(value), FORMAT);
      }
    } catch (RocksDBException e) {
      close();
      throw OpenFailure.of(folder, e);
    } catch (StoreUnusableException e) {
      close();
      throw e;
    }
  }

  private boolean isEmpty() throws RocksDBException {
    try (RocksIterator iterator = db.newIterator()) {
      iterator.seekToFirst();
      iterator.status();
      return !iterator.isValid();
    }
  }

  @Override
  public byte @Nullable [] read(byte[] presentity) throws RocksDBException {
    return get(key(presentity));
  }

  @Override
  public long presentities() throws RocksDBException {
    byte[] value = get(PRESENTITIES_KEY);
    return value == null || value.length != Long.BYTES ? 0 : number(value);
  }

  private byte @Nullable [] get(byte[] key) throws RocksDBException {
    open.readLock().lock();
    try {
      checkOpen();
      return db.get(key);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void write(List<Entry> entries, long presentities) throws RocksDBException {
    open.readLock().lock();
    try (WriteBatch batch = new WriteBatch()) {
      checkOpen();
      for (Entry entry : entries) {
        batch.put(key(entry.presentity()), entry.value());
      }
      batch.put(PRESENTITIES_KEY, bytes(presentities));
      db.write(writeOptions, batch);
    } finally {
      open.readLock().unlock();
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
      db.close();
      writeOptions.close();
      options.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private static byte[] key(byte[] presentity) {
    byte[] key = new byte[presentity.length + 1];
    key[0] = 'p';
    System.arraycopy(presentity, 0, key, 1, presentity.length);
    return key;
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }
}
