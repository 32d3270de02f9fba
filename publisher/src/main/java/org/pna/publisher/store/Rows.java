package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** What is committed, as bytes by key, in the order of the keys' octets. Any thread. */
interface Rows {
  /**
   * The last value written, or null.
   *
   * @throws IllegalStateException once closed
   */
  byte @Nullable [] read(byte[] key) throws RocksDBException;

  /**
   * Those of a range, as they were at one moment.
   *
   * @param from inclusive
   * @param until exclusive
   * @param max how many at most, the first ones
   * @throws IllegalStateException once closed
   */
  List<Row> range(byte[] from, byte[] until, int max) throws RocksDBException;

  /** One key and its value; null to remove the key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(byte[] key, byte @Nullable [] value) {}
}
