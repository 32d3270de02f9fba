package org.pna.publisher.store;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the logs before RocksDB does. Where a damaged octet makes a record one of a log
 * that is used anew, of which ours has none, RocksDB's reader goes round for ever before it looks
 * at the checksum (facebook/rocksdb issue 13333).
 *
 * <p>A log has blocks of 32 KB, and those records with a header of a checksum (four octets), the
 * length (two) and the type (one), the low octet first; a record ends with its block at the latest.
 */
final class LogCheck {
  /** What RocksDB takes for a good record of any log: whole, first, middle, last. */
  private static final int LAST_PLAIN_TYPE = 4;

  private static final List<Integer> OF_USED_LOGS = List.of(5, 6, 7, 8, 11, 131);
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;

  private LogCheck() {}

  /**
   * An octet that would hold RocksDB up.
   *
   * @param at offset of a record's type
   */
  record Trap(Path log, long at) {}

  /**
   * Where RocksDB stops reading, though there are good records behind.
   *
   * @param at offset of the record that is not good
   */
  record Gap(Path log, long at) {}

  /** The first trap, or null. What follows the first wrong checksum does not count. */
  static @Nullable Trap trap(Path folder) throws IOException {
    for (Path log : logs(folder)) {
      try (FileChannel channel = FileChannel.open(log, READ)) {
        Stop stop = stop(channel, 0);
        if (stop.why() == Why.TRAP) {
          return new Trap(log, stop.at() + HEADER - 1);
        }
      }
    }
    return null;
  }

  /** The first gap, or null: a log that merely ends too early has none. */
  static @Nullable Gap gap(Path folder) throws IOException {
    Gap first = null;
    for (Path log : logs(folder)) {
      try (FileChannel channel = FileChannel.open(log, READ)) {
        Stop stop = stop(channel, 0);
        if (first != null) {
          if (stop.at() > 0) {
            return first; // a later log begins with good records
          }
        } else if (stop.why() == Why.WRONG) {
          first = new Gap(log, stop.at());
          if (hasGoodBlock(channel, stop.at() / BLOCK * BLOCK + BLOCK)) {
            return first;
          }
        }
      }
    }
    return null;
  }

  private static boolean hasGoodBlock(FileChannel channel, long from) throws IOException {
    for (long block = from; block < channel.size(); block += BLOCK) {
      if (stop(channel, block).at() > block) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private enum Why {
    END,
    WRONG,
    TRAP
  }

  /** Where reading stops: at the header of a record, or at the end of the last good one. */
  private record Stop(Why why, long at) {}

  private static Stop stop(FileChannel channel, long from) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    long start = from;
    long end = from;
    while (read(channel, block.clear(), start) > 0) {
      block.flip();
      while (block.remaining() >= HEADER) {
        int header = block.position();
        int type = block.get(header + HEADER - 1) & 0xFF;
        if (OF_USED_LOGS.contains(type)) {
          return new Stop(Why.TRAP, start + header);
        }
        int length = block.getShort(header + 4) & 0xFFFF;
        if (type == 0 && length == 0) {
          break; // room made beforehand
        }
        if (length > block.remaining() - HEADER
            || (type <= LAST_PLAIN_TYPE && isWrong(block, header, length))) {
          return new Stop(Why.WRONG, start + header);
        }
        block.position(header + HEADER + length);
        end = start + block.position();
      }
      start += BLOCK;
    }
    return new Stop(Why.END, end);
  }

  private static int read(FileChannel channel, ByteBuffer block, long start) throws IOException {
    int read = 0;
    while (read >= 0 && block.hasRemaining()) {
      read = channel.read(block, start + block.position());
    }
    return block.position();
  }

  /** The checksum is of the type and what follows, turned by 15 bits and moved. */
  private static boolean isWrong(ByteBuffer block, int header, int length) {
    CRC32C crc = new CRC32C();
    crc.update(block.slice(header + HEADER - 1, length + 1));
    int sum = Integer.rotateRight((int) crc.getValue(), 15) + 0xA282EAD8;
    return sum != block.getInt(header);
  }
}
