package org.pna.publisher.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What a store that nobody runs holds. Nothing in its folder is changed, also after a kill -9. Its
 * methods throw as {@link RocksStore#load} does.
 */
public final class RocksView implements StoreView, AutoCloseable {
  private final ReadOnlyRows rows;
  private final DiskView view;

  private RocksView(ReadOnlyRows rows, DiskView view) {
    this.rows = rows;
    this.view = view;
  }

  /**
   * Opens a store for reading.
   *
   * @throws StoreUnusableException if there is none, or as {@link RocksStore#open}
   */
  public static RocksView open(Path folder) throws StoreUnusableException {
    if (!Files.exists(folder.resolve("CURRENT"))) {
      throw OpenFailure.absent(folder);
    }
    RocksOptions.loadLibrary();
    RocksOptions options = new RocksOptions();
    ReadOnlyRows rows = null;
    try {
      rows = new ReadOnlyRows(RocksDB.openReadOnly(options.options(), folder.toString()), options);
      RocksRows.checkFormat(folder, rows.read(Keys.FORMAT));
      int history = (int) RocksRows.number(rows.read(Keys.HISTORY));
      return new RocksView(rows, new DiskView(rows, folder.toString(), history));
    } catch (RocksDBException | StoreUnusableException e) {
      if (rows == null) {
        options.close();
      } else {
        rows.close();
      }
      throw e instanceof RocksDBException cause
          ? OpenFailure.of(folder, cause)
          : (StoreUnusableException) e;
    }
  }

  @Override
  public PresentityRecord committed(String presentity) {
    return view.committed(presentity);
  }

  @Override
  public List<Step> history(String presentity) {
    return view.history(presentity);
  }

  @Override
  public void scan(TableName name, String prefix, BiConsumer<String, byte[]> visitor) {
    view.scan(name, prefix, visitor);
  }

  @Override
  public void close() {
    rows.close();
  }

  /** One reader at a time: native memory must not be touched once it is freed. */
  private static final class ReadOnlyRows implements Rows, AutoCloseable {
    private final RocksDB db;
    private final RocksOptions options;
    private boolean closed;

    ReadOnlyRows(RocksDB db, RocksOptions options) {
      this.db = db;
      this.options = options;
    }

    @Override
    public synchronized byte @Nullable [] read(byte[] key) throws RocksDBException {
      return opened().get(key);
    }

    @Override
    public synchronized List<Row> range(byte[] from, byte[] until, int max)
        throws RocksDBException {
      return RocksRows.range(opened(), from, until, max);
    }

    private RocksDB opened() {
      if (closed) {
        throw new IllegalStateException("the store is closed");
      }
      return db;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        db.close();
        options.close();
      }
    }
  }
}
