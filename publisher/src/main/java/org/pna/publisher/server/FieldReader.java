package org.pna.publisher.server;

import java.time.Instant;

/**
 * Reads what {@link FieldWriter} wrote. Whatever the bytes, it throws nothing but {@link
 * DamagedSubscriptionException} and takes no more memory than a small multiple of them.
 */
final class FieldReader {
  private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();
  private static final long LAST_NEGATIVE = -(Instant.MIN.getEpochSecond() + 1);

  private final byte[] bytes;
  private int next;

  FieldReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** 0 to 255. */
  int octet() throws DamagedSubscriptionException {
    if (next == bytes.length) {
      throw damaged("it ends too early");
    }
    return bytes[next++] & 0xFF;
  }

  /** The octet 1, or else 0. */
  boolean choice() throws DamagedSubscriptionException {
    int octet = octet();
    if (octet > 1) {
      throw damaged("neither 0 nor 1");
    }
    return octet == 1;
  }

  long number(long min, long max) throws DamagedSubscriptionException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        if (value < min || value > max) {
          throw damaged("number out of range");
        }
        return value;
      }
    }
    throw damaged("endless number");
  }

  /** How many follow; each takes at least an octet. */
  int count() throws DamagedSubscriptionException {
    return (int) number(0, bytes.length - next);
  }

  Instant instant() throws DamagedSubscriptionException {
    boolean negative = choice();
    long seconds = number(0, negative ? LAST_NEGATIVE : MAX_SECONDS);
    return Instant.ofEpochSecond(negative ? -seconds - 1 : seconds, number(0, 999_999_999));
  }

  String text() throws DamagedSubscriptionException {
    char[] chars = new char[count()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) number(0, Character.MAX_VALUE);
    }
    return new String(chars);
  }

  /** Nothing may follow. */
  void end() throws DamagedSubscriptionException {
    if (next < bytes.length) {
      throw damaged("more than a subscription");
    }
  }

  DamagedSubscriptionException damaged(String reason) {
    return new DamagedSubscriptionException(reason + " at byte " + next + " of " + bytes.length);
  }
}
