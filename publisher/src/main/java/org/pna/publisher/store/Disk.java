package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Where {@link RocksStore} keeps its records as bytes. */
interface Disk extends AutoCloseable {
  /**
   * The last value written, or null.
   *
   * @throws IllegalStateException once closed
   */
  byte @Nullable [] read(byte[] presentity) throws RocksDBException;

  /** How many presentities there are. */
  long presentities() throws RocksDBException;

  /**
   * Writes all or nothing, as durably as the disk was opened for.
   *
   * @param presentities how many there are then
   */
  void write(List<Entry> entries, long presentities) throws RocksDBException;

  /** Flushes; not while another thread writes. */
  @Override
  void close();

  /** One presentity's key, without the table's prefix, and value. */
  final class Entry {
    private final byte[] presentity;
    private final byte[] value;

    Entry(byte[] presentity, byte[] value) {
      this.presentity = presentity;
      this.value = value;
    }

    byte[] presentity() {
      return presentity;
    }

    byte[] value() {
      return value;
    }
  }
}
