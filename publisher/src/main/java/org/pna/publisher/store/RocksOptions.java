package org.pna.publisher.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How RocksDB is run: values of some 500 octets, written more often than read, two cores, about 130
 * MB of native memory at most (two write buffers, one cache for blocks, indexes and filters).
 */
final class RocksOptions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RocksOptions.class);
  private static final long MB = 1 << 20;

  private final LRUCache blocks = new LRUCache(32 * MB);
  private final BloomFilter bloom = new BloomFilter(10, false);
  private final org.rocksdb.Logger log = new Messages();
  private final Options options = new Options();

  RocksOptions() {
    options
        .setCreateIfMissing(true)
        // Power loss may leave later parts of an unsynced tail whole and earlier ones not: cut at
        // the first gap, behind which nothing was acknowledged, rather than refuse to open.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setWriteBufferSize(32 * MB)
        .setMaxWriteBufferNumber(3)
        .setMaxTotalWalSize(128 * MB)
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

  /** Before anything else of RocksDB's. */
  static void loadLibrary() throws StoreUnusableException {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | LinkageError e) {
      throw OpenFailure.library(e);
    }
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
    Messages() {
      super(InfoLogLevel.WARN_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String message) {
      if (message.contains("dropping")) {
        LOG.warn("the store's log had an unfinished tail, which was cut: {}", message);
      } else {
        LOG.debug("{}", message);
      }
    }
  }
}
