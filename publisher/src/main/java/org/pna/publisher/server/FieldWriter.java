package org.pna.publisher.server;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Writes the fields of a subscription; {@link FieldReader} reads them. */
final class FieldWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  /** The low eight bits. */
  FieldWriter octet(int value) {
    bytes.write(value);
    return this;
  }

  /** Seven bits an octet, the low ones first; not negative. */
  FieldWriter number(long value) {
    long rest = value;
    while (rest > 0x7F) {
      octet((int) rest | 0x80);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  FieldWriter instant(Instant instant) {
    long seconds = instant.getEpochSecond();
    return octet(seconds < 0 ? 1 : 0)
        .number(seconds < 0 ? -(seconds + 1) : seconds)
        .number(instant.getNano());
  }

  /** Its length, then each char as a number: any text, unpaired surrogates too. */
  FieldWriter text(String text) {
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      number(text.charAt(i));
    }
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
