package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;

/**
 * Reads what {@link ByteWriter} wrote. Whatever the bytes, it throws nothing but {@link
 * DamagedRecordException} and takes no more memory than a small multiple of them.
 */
final class ByteReader {
  private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();
  private static final long MIN_SECONDS = Instant.MIN.getEpochSecond();

  private final byte[] bytes;
  private final String place;
  private final List<String> seen = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private int next;
  private long seconds;
  private long nanos;

  /**
   * @param place for the exception's message
   */
  ByteReader(byte[] bytes, String place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** 0 to 255. */
  int octet() {
    if (next == bytes.length) {
      throw damaged("it ends too early");
    }
    return bytes[next++] & 0xFF;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw damaged("endless number");
  }

  long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  /** A number that was an int. */
  int signedInt() {
    long value = signed();
    if (value != (int) value) {
      throw damaged("number too large");
    }
    return (int) value;
  }

  /** Eight octets, the high one first. */
  long octets() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  /** What was remembered under that number, from 1. */
  Evidence evidence(long number) {
    if (number < 1 || number > evidence.size()) {
      throw damaged("no such evidence");
    }
    return evidence.get((int) number - 1);
  }

  void remember(Evidence read) {
    evidence.add(read);
  }

  /** How many follow; each takes at least an octet. */
  int count() {
    long count = unsigned();
    if (count < 0 || count > bytes.length - next) {
      throw damaged("more announced than there is");
    }
    return (int) count;
  }

  Instant instant() {
    seconds += signed();
    nanos += signed();
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS || nanos < 0 || nanos > 999_999_999) {
      throw damaged("no time");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  String string() {
    long head = unsigned();
    long number = head >>> 2;
    int form = (int) head & 3;
    if (form == ByteWriter.SEEN) {
      if (number >= seen.size()) {
        throw damaged("no such string");
      }
      return seen.get((int) number);
    }
    if (form > ByteWriter.SEEN) {
      throw damaged("no form of a string");
    }
    int width = form == ByteWriter.CHARS ? 2 : 1;
    if (number > (bytes.length - next) / width) {
      throw damaged("string longer than the record");
    }
    String text = width == 1 ? octets((int) number) : chars((int) number);
    seen.add(text);
    return text;
  }

  private String octets(int length) {
    next += length;
    return new String(bytes, next - length, length, UTF_8);
  }

  private String chars(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (octet() << 8 | octet());
    }
    return new String(chars);
  }

  /** What follows was written by {@link ByteWriter#next}. */
  void next() {
    seen.clear();
    evidence.clear();
  }

  boolean hasMore() {
    return next < bytes.length;
  }

  /** Nothing may follow. */
  void end() {
    if (hasMore()) {
      throw damaged("more than a record");
    }
  }

  DamagedRecordException damaged(String reason) {
    return damaged(reason, null);
  }

  DamagedRecordException damaged(String reason, @Nullable Throwable cause) {
    return new DamagedRecordException(
        place, reason + " at byte " + next + " of " + bytes.length, cause);
  }
}
