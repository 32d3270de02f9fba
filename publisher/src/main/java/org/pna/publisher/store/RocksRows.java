package org.pna.publisher.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** How an open database is read, whether it may be written or not. */
final class RocksRows {
  /** Of all that is in the database; {@link RecordFormat} has its own. */
  static final long FORMAT = 1;

  private RocksRows() {}

  /** As {@link Rows#range}; nothing outside the range is touched, nor what was removed there. */
  static List<Rows.Row> range(RocksDB db, byte[] from, byte[] until, int max)
      throws RocksDBException {
    List<Rows.Row> rows = new ArrayList<>();
    try (Slice lower = new Slice(from);
        Slice upper = new Slice(until);
        ReadOptions options =
            new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        RocksIterator iterator = db.newIterator(options)) {
      iterator.seek(from);
      while (iterator.isValid() && rows.size() < max) {
        rows.add(new Rows.Row(iterator.key(), iterator.value()));
        iterator.next();
      }
      iterator.status();
    }
    return rows;
  }

  static boolean isEmpty(RocksDB db) throws RocksDBException {
    return range(db, new byte[0], new byte[] {-1}, 1).isEmpty();
  }

  /**
   * Refuses what this version cannot read.
   *
   * @param value of {@link Keys#FORMAT}
   */
  static void checkFormat(Path folder, byte @Nullable [] value) throws StoreUnusableException {
    if (value == null || value.length != Long.BYTES) {
      throw OpenFailure.foreign(folder);
    }
    long format = number(value);
    if (format > FORMAT) {
      throw OpenFailure.newer(folder, format, FORMAT);
    }
  }

  /** What {@link Keys#number} made; 0 if there is none. */
  static long number(byte @Nullable [] value) {
    return value == null || value.length != Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong();
  }
}
