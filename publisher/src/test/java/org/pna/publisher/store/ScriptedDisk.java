package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A disk in memory that waits and fails when told to. */
final class ScriptedDisk implements Disk {
  private final NavigableMap<byte[], byte[]> values =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private final Semaphore turns = new Semaphore(0);

  /** How many appends and others' values each write had, the failed ones too. */
  final List<Integer> writes = new CopyOnWriteArrayList<>();

  volatile boolean failing;
  volatile boolean closed;
  volatile long presentities;

  /** Lets so many writes go on; before that they wait. */
  void let(int writes) {
    turns.release(writes);
  }

  @Override
  public byte @Nullable [] read(byte[] key) {
    return values.get(key);
  }

  @Override
  public List<Row> range(byte[] from, byte[] until, int max) {
    List<Row> rows = new ArrayList<>();
    values.subMap(from, until).forEach((key, value) -> rows.add(new Row(key, value)));
    return rows.subList(0, Math.min(max, rows.size()));
  }

  @Override
  public long presentities() {
    return presentities;
  }

  @Override
  public void write(List<Write> writes, long presentities) throws RocksDBException {
    this.writes.add(writes.size());
    turns.acquireUninterruptibly();
    if (failing) {
      throw new RocksDBException("no room on the disk");
    }
    for (Write write : writes) {
      for (Row row : write.rows) {
        if (row.value() == null) {
          values.remove(row.key());
        } else {
          values.put(row.key(), row.value());
        }
      }
    }
    this.presentities = presentities;
  }

  @Override
  public void close() {
    closed = true;
  }
}
