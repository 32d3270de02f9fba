package org.pna.publisher.store;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Why a folder cannot be used, and what to do about it, in the operator's words. */
final class OpenFailure {
  private OpenFailure() {}

  /** What RocksDB said. */
  static StoreUnusableException of(Path folder, RocksDBException cause) {
    String text = String.valueOf(cause.getMessage());
    Status status = cause.getStatus();
    Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
    if (text.contains("LOCK") || text.contains("lock hold")) {
      return new StoreUnusableException(
          "the store "
              + folder
              + " is in use: a gateway runs on it already; stop that one, or give this one another"
              + " folder ("
              + text
              + ")",
          cause);
    }
    if (code == Status.Code.Corruption
        || code == Status.Code.NotSupported
        || code == Status.Code.InvalidArgument
        || text.contains("No such file")) {
      return new StoreUnusableException(
          "the store "
              + folder
              + " is damaged ("
              + text
              + "): put back a backup of that folder, or move it away and start without it; presence"
              + " is then learnt anew",
          cause);
    }
    return new StoreUnusableException(
        "the store "
            + folder
            + " cannot be opened ("
            + text
            + "): see that the folder can be written by this user and that the disk has room",
        cause);
  }

  /** A layout that only a newer version knows. */
  static StoreUnusableException newer(Path folder, long format, long known) {
    return new StoreUnusableException(
        "the store "
            + folder
            + " was written by a newer version (format "
            + format
            + ", this one knows "
            + known
            + "): run that version, or give this one another folder",
        null);
  }

  /** A database of something else. */
  static StoreUnusableException foreign(Path folder) {
    return new StoreUnusableException(
        "the folder "
            + folder
            + " holds a database that is no store of this gateway: give it"
            + " another folder",
        null);
  }

  /** Nothing to read. */
  static StoreUnusableException absent(Path folder) {
    return new StoreUnusableException(
        "there is no store in " + folder + ": give the folder that the gateway keeps its store in",
        null);
  }

  /** No native library. */
  static StoreUnusableException library(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StoreUnusableException(
        "RocksDB's native library cannot be loaded ("
            + root.getMessage()
            + "): the folder of java.io.tmpdir, "
            + System.getProperty("java.io.tmpdir")
            + ", must be writable and allow execution; give another with -Djava.io.tmpdir=FOLDER",
        cause);
  }
}
