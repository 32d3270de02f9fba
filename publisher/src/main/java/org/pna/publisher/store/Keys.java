package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * The database's keys. The first octet says what it is:
 *
 * <ul>
 *   <li>{@code m} and a name: what the store says of itself; eight octets each
 *   <li>{@code p} and the URI: a presentity's {@link RecordFormat record}
 *   <li>{@code h}, the URI, a zero octet and four octets: the {@link StepFormat step} whose number,
 *       modulo the length of history, is those four octets
 *   <li>{@code w}, {@link PresentityRecord#wakeAt} as eight octets of seconds, the sign turned
 *       over, and four of nanoseconds, and the URI: no value
 *   <li>{@link TableName#prefix} and a key: a table's value
 * </ul>
 */
final class Keys {
  static final byte[] FORMAT = "mformat".getBytes(US_ASCII);
  static final byte[] PRESENTITIES = "mpresentities".getBytes(US_ASCII);
  static final byte[] HISTORY = "mhistory".getBytes(US_ASCII);

  private static final int TIME = 1 + Long.BYTES + Integer.BYTES;

  private Keys() {}

  /**
   * A presentity's record.
   *
   * @throws IllegalArgumentException for what would be mistaken for another's: text that UTF-8
   *     cannot carry, or with a zero character
   */
  static byte[] record(String presentity) {
    if (presentity.indexOf(0) >= 0) {
      throw new IllegalArgumentException("a presentity's URI with a zero character");
    }
    return named('p', presentity);
  }

  /**
   * A place in a presentity's history.
   *
   * @param record the presentity's key
   * @param slot 0 for the first
   */
  static byte[] step(byte[] record, int slot) {
    byte[] key = Arrays.copyOf(record, record.length + 1 + Integer.BYTES);
    key[0] = 'h';
    ByteBuffer.wrap(key).putInt(record.length + 1, slot);
    return key;
  }

  /** Begins what {@link #step} makes; {@link #after} it ends. */
  static byte[] steps(byte[] record) {
    byte[] key = Arrays.copyOf(record, record.length + 1);
    key[0] = 'h';
    return key;
  }

  /**
   * When a presentity is to be looked at.
   *
   * @param record the presentity's key
   */
  static byte[] due(Instant at, byte[] record) {
    byte[] key = new byte[TIME + record.length - 1];
    ByteBuffer.wrap(key)
        .put((byte) 'w')
        .putLong(at.getEpochSecond() ^ Long.MIN_VALUE)
        .putInt(at.getNano())
        .put(record, 1, record.length - 1);
    return key;
  }

  /** Begins all that are due from then on. */
  static byte[] due(Instant from) {
    return due(from, new byte[1]);
  }

  /**
   * What {@link #due(Instant, byte[])} was made of.
   *
   * @throws java.time.DateTimeException if it was not made by it
   * @throws java.nio.BufferUnderflowException if it was not made by it
   */
  static Due due(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key, 1, key.length - 1);
    Instant at = Instant.ofEpochSecond(in.getLong() ^ Long.MIN_VALUE, in.getInt());
    return new Due(at, new String(key, TIME, key.length - TIME, UTF_8));
  }

  /**
   * A table's, or what its keys begin with.
   *
   * @throws IllegalArgumentException for text that UTF-8 cannot carry
   */
  static byte[] table(TableName table, String key) {
    return named(table.prefix(), key);
  }

  private static byte[] named(char prefix, String name) {
    if (!ByteWriter.isUnicode(name)) {
      throw new IllegalArgumentException("a key with an unpaired surrogate");
    }
    byte[] octets = name.getBytes(UTF_8);
    byte[] key = new byte[octets.length + 1];
    key[0] = (byte) prefix;
    System.arraycopy(octets, 0, key, 1, octets.length);
    return key;
  }

  /** The text behind the first octet. */
  static String name(byte[] key) {
    return new String(key, 1, key.length - 1, UTF_8);
  }

  /** The first key that does not begin like that; no octet of ours is 255. */
  static byte[] after(byte[] prefix) {
    byte[] key = prefix.clone();
    key[key.length - 1]++;
    return key;
  }

  /** The very next key. */
  static byte[] next(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** A value of what the store says of itself. */
  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
