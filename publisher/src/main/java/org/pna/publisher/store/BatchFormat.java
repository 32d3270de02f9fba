package org.pna.publisher.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows as one batch in RocksDB's own form (its {@code write_batch.cc}), as its log has it: a batch
 * is handed over with one call into native code instead of one for each row.
 *
 * <pre>
 * eight octets for RocksDB's own number, four for how many follow (the low one first), of each an
 * octet (1: put, 0: delete), the key, and if put the value, both with their length before (seven
 * bits an octet, the low ones first)
 * </pre>
 */
final class BatchFormat {
  private static final int HEADER = 12;
  private static final int COUNT = 8;
  private static final byte DELETE = 0;
  private static final byte PUT = 1;

  private BatchFormat() {}

  /** Later rows of a key stand. */
  static byte[] write(List<Rows.Row> rows) {
    int size = HEADER;
    for (Rows.Row row : rows) {
      byte[] value = row.value();
      size += 1 + size(row.key()) + (value == null ? 0 : size(value));
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(COUNT, rows.size()).position(HEADER);
    for (Rows.Row row : rows) {
      byte[] value = row.value();
      octets(out.put(value == null ? DELETE : PUT), row.key());
      if (value != null) {
        octets(out, value);
      }
    }
    return out.array();
  }

  private static int size(byte[] octets) {
    int size = 1;
    for (int rest = octets.length >>> 7; rest > 0; rest >>>= 7) {
      size++;
    }
    return size + octets.length;
  }

  private static void octets(ByteBuffer out, byte[] octets) {
    int rest = octets.length;
    for (; rest > 0x7F; rest >>>= 7) {
      out.put((byte) (rest | 0x80));
    }
    out.put((byte) rest).put(octets);
  }
}
