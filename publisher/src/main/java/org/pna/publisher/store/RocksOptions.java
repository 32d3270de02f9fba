package org.pna.publisher.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How RocksDB is run: values of some 500 octets, written more often than read, two cores, about 230
 * MB of native memory at most (two write buffers, one cache for blocks, indexes and filters).
 */
final class RocksOptions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RocksOptions.class);
  private static final long MB = 1 << 20;

  private final LRUCache blocks = new LRUCache(32 * MB);
  private final BloomFilter bloom = new BloomFilter(10, false);
  private final org.rocksdb.Logger log;
  private final Options options = new Options();

  /**
   * @param mends whether the database is opened to be written, and so what recovery cuts is gone
   */
  RocksOptions(boolean mends) {
    log = new Messages(mends);
    options
        .setCreateIfMissing(true)
        // Power loss may leave later parts of an unsynced tail whole and earlier ones not: cut at
        // the first gap, behind which nothing was acknowledged, rather than refuse to open.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setWriteBufferSize(64 * MB)
        .setMaxWriteBufferNumber(3)
        .setMaxTotalWalSize(256 * MB)
        .setLevel0FileNumCompactionTrigger(8) // each rewrites the level below, too
        .setMaxBackgroundJobs(2)
        .setMaxOpenFiles(256)
        .setBytesPerSync(MB)
        .setStatsDumpPeriodSec(0)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true)
        .setMaxManifestFileSize(16 * MB)
        .setLogger(log)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(blocks)
                .setBlockSize(8192)
                .setFilterPolicy(bloom)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true));
  }

  /**
   * Loads RocksDB's native library, once for the process. The file it is unpacked into is taken
   * away at once, so that a process that is killed leaves nothing behind.
   *
   * @throws StoreUnusableException if it cannot
   */
  static void loadLibrary() throws StoreUnusableException {
    try {
      Path folder = Files.createTempDirectory("pna-rocksdb");
      try {
        NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
        RocksDB.loadLibrary();
      } finally {
        remove(folder);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      throw OpenFailure.library(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  Options options() {
    return options;
  }

  @Override
  public void close() {
    options.close();
    log.close();
    bloom.close();
    blocks.close();
  }

  /** RocksDB's own messages: what recovery cut is the operator's business, the rest is not. */
  private static final class Messages extends org.rocksdb.Logger {
    private final boolean mends;

    Messages(boolean mends) {
      super(InfoLogLevel.WARN_LEVEL);
      this.mends = mends;
    }

    @Override
    protected void log(InfoLogLevel level, String message) {
      if (mends && message.contains("dropping")) {
        LOG.warn("the store's log had an unfinished tail, which was cut: {}", message);
      } else {
        LOG.debug("{}", message);
      }
    }
  }
}
