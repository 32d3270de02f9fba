package org.pna.publisher.store;

import java.util.List;
import org.rocksdb.RocksDBException;

/** Where {@link RocksStore} keeps its records as bytes. */
interface Disk extends Rows, AutoCloseable {
  /** How many presentities there are. */
  long presentities() throws RocksDBException;

  /**
   * Writes all or nothing, as durably as the disk was opened for; later ones of a key stand.
   *
   * @param presentities how many there are then
   */
  void write(List<Write> writes, long presentities) throws RocksDBException;

  /** Flushes; not while another thread writes. */
  @Override
  void close();

  /** Takes note of damage that is met. */
  default Damage damage() {
    return new Damage();
  }
}
