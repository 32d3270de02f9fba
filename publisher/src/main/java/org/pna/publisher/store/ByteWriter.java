package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pna.model.Evidence;

/**
 * Writes the primitives of the store's records; {@link ByteReader} reads them. A string that was
 * written before is written as its number: a record says the same URN many times. Each append runs
 * through here, so it makes few objects.
 */
final class ByteWriter {
  /** The low two bits of a string's first number; the rest is its length or its number. */
  static final int UTF_8_OCTETS = 0;

  /** Two octets a char: for text with unpaired surrogates, which UTF-8 cannot carry. */
  static final int CHARS = 1;

  static final int SEEN = 2;

  private static final int MAX_NUMBER_OCTETS = 10;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final StringNumbers seen = new StringNumbers();
  private final List<Evidence> evidence = new ArrayList<>();
  private byte[] bytes = new byte[1024];
  private int size;
  private long seconds;
  private int nanos;

  /** The low eight bits. */
  ByteWriter octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Seven bits an octet, the low ones first; small numbers take one octet. */
  ByteWriter unsigned(long value) {
    reserve(MAX_NUMBER_OCTETS);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** The sign in the lowest bit, so that small negative numbers are short too. */
  ByteWriter signed(long value) {
    return unsigned(value << 1 ^ value >> 63);
  }

  /** Eight octets, the high one first. */
  ByteWriter octets(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  /** As its distance from the one before: often none. */
  ByteWriter instant(Instant instant) {
    return instant(instant.getEpochSecond(), instant.getNano());
  }

  /** The same of its parts. */
  ByteWriter instant(long epochSecond, int nano) {
    signed(epochSecond - seconds).signed(nano - nanos);
    seconds = epochSecond;
    nanos = nano;
    return this;
  }

  /** Under which number, from 1, it was asked for before; 0 when it was not. */
  int number(Evidence asked) {
    int number = evidence.indexOf(asked) + 1; // a handful
    if (number == 0) {
      evidence.add(asked);
    }
    return number;
  }

  ByteWriter string(String text) {
    int number = seen.number(text);
    if (number >= 0) {
      return unsigned((long) number << 2 | SEEN);
    }
    int start = size;
    unsigned((long) text.length() << 2 | UTF_8_OCTETS);
    if (!ascii(text)) {
      size = start;
      wide(text);
    }
    return this;
  }

  /** False, with some of it written, if there is anything else. */
  private boolean ascii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        return false;
      }
      bytes[size++] = (byte) c;
    }
    return true;
  }

  private void wide(String text) {
    if (isUnicode(text)) {
      byte[] octets = text.getBytes(UTF_8);
      unsigned((long) octets.length << 2 | UTF_8_OCTETS);
      reserve(octets.length);
      System.arraycopy(octets, 0, bytes, size, octets.length);
      size += octets.length;
      return;
    }
    unsigned((long) text.length() << 2 | CHARS);
    for (int i = 0; i < text.length(); i++) {
      octet(text.charAt(i) >> 8).octet(text.charAt(i));
    }
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

  /**
   * Another one, for what is to stand behind all this and refers to no string or evidence of it.
   */
  ByteWriter next() {
    ByteWriter next = new ByteWriter();
    next.seconds = seconds;
    next.nanos = nanos;
    return next;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** All that was written here, and then there. */
  byte[] toBytes(ByteWriter next) {
    byte[] both = Arrays.copyOf(bytes, size + next.size);
    System.arraycopy(next.bytes, 0, both, size, next.size);
    return both;
  }
}
