package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.pna.model.Evidence;

/**
 * Writes the primitives of the store's records; {@link ByteReader} reads them. A string that was
 * written before is written as its number: a record says the same URN many times.
 */
final class ByteWriter {
  /** The low two bits of a string's first number; the rest is its length or its number. */
  static final int UTF_8_OCTETS = 0;

  /** Two octets a char: for text with unpaired surrogates, which UTF-8 cannot carry. */
  static final int CHARS = 1;

  static final int SEEN = 2;

  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<Evidence, Integer> evidence = new HashMap<>();
  private byte[] bytes = new byte[512];
  private int size;
  private long seconds;
  private int nanos;

  /** The low eight bits. */
  ByteWriter octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) value;
    return this;
  }

  /** Seven bits an octet, the low ones first; small numbers take one octet. */
  ByteWriter unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) rest | 0x80);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  /** The sign in the lowest bit, so that small negative numbers are short too. */
  ByteWriter signed(long value) {
    return unsigned(value << 1 ^ value >> 63);
  }

  /** Eight octets, the high one first. */
  ByteWriter octets(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (value >> shift));
    }
    return this;
  }

  /** Under which number, from 1, it was asked for before; 0 when it was not. */
  int number(Evidence asked) {
    Integer number = evidence.putIfAbsent(asked, evidence.size() + 1);
    return number == null ? 0 : number;
  }

  /** As its distance from the one before: often none. */
  ByteWriter instant(Instant instant) {
    signed(instant.getEpochSecond() - seconds).signed(instant.getNano() - nanos);
    seconds = instant.getEpochSecond();
    nanos = instant.getNano();
    return this;
  }

  ByteWriter string(String text) {
    Integer number = seen.putIfAbsent(text, seen.size());
    if (number != null) {
      return unsigned((long) number << 2 | SEEN);
    }
    if (isUnicode(text)) {
      byte[] octets = text.getBytes(UTF_8);
      unsigned((long) octets.length << 2 | UTF_8_OCTETS);
      reserve(octets.length);
      System.arraycopy(octets, 0, bytes, size, octets.length);
      size += octets.length;
      return this;
    }
    unsigned((long) text.length() << 2 | CHARS);
    for (int i = 0; i < text.length(); i++) {
      octet(text.charAt(i) >> 8).octet(text.charAt(i));
    }
    return this;
  }

  /** Whether UTF-8 can carry it: every surrogate has its other half. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
