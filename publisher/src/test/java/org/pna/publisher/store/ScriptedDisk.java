package org.pna.publisher.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A disk in memory that waits and fails when told to. */
final class ScriptedDisk implements Disk {
  private final Map<ByteBuffer, byte[]> values = new ConcurrentHashMap<>();
  private final Semaphore turns = new Semaphore(0);

  /** How many records each write had, the failed ones too. */
  final List<Integer> writes = new CopyOnWriteArrayList<>();

  volatile boolean failing;
  volatile boolean closed;
  volatile long presentities;

  /** Lets so many writes go on; before that they wait. */
  void let(int writes) {
    turns.release(writes);
  }

  @Override
  public byte @Nullable [] read(byte[] presentity) {
    return values.get(ByteBuffer.wrap(presentity));
  }

  @Override
  public long presentities() {
    return presentities;
  }

  @Override
  public void write(List<Entry> entries, long presentities) throws RocksDBException {
    writes.add(entries.size());
    turns.acquireUninterruptibly();
    if (failing) {
      throw new RocksDBException("no room on the disk");
    }
    entries.forEach(entry -> values.put(ByteBuffer.wrap(entry.presentity()), entry.value()));
    this.presentities = presentities;
  }

  @Override
  public void close() {
    closed = true;
  }
}
