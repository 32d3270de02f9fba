package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Builds well-formed XML text as UTF-8; not for use by several threads. */
final class Utf8 {
  private static final byte[] AMP = bytes("&amp;");
  private static final byte[] LT = bytes("&lt;");
  private static final byte[] GT = bytes("&gt;");
  private static final byte[] QUOT = bytes("&quot;");
  private static final byte[] TAB = bytes("&#x9;");
  private static final byte[] LF = bytes("&#xA;");
  private static final byte[] CR = bytes("&#xD;");

  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private byte[] buffer;
  private int size;

  Utf8(int capacity) {
    buffer = new byte[capacity];
  }

  /** Markup known at build time, encoded once. */
  static byte[] bytes(String markup) {
    return markup.getBytes(UTF_8);
  }

  int size() {
    return size;
  }

  Utf8 raw(byte[] markup) {
    reserve(markup.length);
    System.arraycopy(markup, 0, buffer, size, markup.length);
    size += markup.length;
    return this;
  }

  /**
   * Decimal digits of a number, with leading zeros up to a width.
   *
   * @param value 0 to 9999999999
   * @param width 1 to 10
   */
  Utf8 digits(long value, int width) {
    reserve(10);
    int length = width;
    while (length < 10 && value >= POWERS_OF_TEN[length]) {
      length++;
    }
    long rest = value;
    for (int i = size + length - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += length;
    return this;
  }

  /** Character data, escaped. */
  Utf8 text(String text) {
    return escaped(text, false);
  }

  /** An attribute's value, escaped for double quotes. */
  Utf8 attribute(String value) {
    return escaped(value, true);
  }

  private Utf8 escaped(String text, boolean attribute) {
    int length = text.length();
    reserve(length * 3);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c, attribute, length - i);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        fourBytes(Character.toCodePoint(c, text.charAt(i)));
      } else if (c < 0x800) {
        buffer[size++] = (byte) (0xC0 | c >> 6);
        buffer[size++] = (byte) (0x80 | (c & 0x3F));
      } else {
        threeBytes(Character.isSurrogate(c) || c >= 0xFFFE ? '\uFFFD' : c);
      }
    }
    return this;
  }

  private void ascii(char c, boolean attribute, int remaining) {
    if (c >= '?' || (c > '"' && c < '<' && c != '&')) {
      buffer[size++] = (byte) c; // nearly everything
      return;
    }
    byte[] escape =
        switch (c) {
          case '&' -> AMP;
          case '<' -> LT;
          case '>' -> GT;
          case '\r' -> CR;
          case '"' -> attribute ? QUOT : null;
          case '\t' -> attribute ? TAB : null;
          case '\n' -> attribute ? LF : null;
          default -> null;
        };
    if (escape != null) {
      raw(escape);
      reserve(remaining * 3);
    } else if (c < ' ' && c != '\t' && c != '\n') {
      threeBytes('\uFFFD'); // XML 1.0 has no way to carry it
    } else {
      buffer[size++] = (byte) c;
    }
  }

  private void threeBytes(char c) {
    buffer[size++] = (byte) (0xE0 | c >> 12);
    buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    buffer[size++] = (byte) (0x80 | (c & 0x3F));
  }

  private void fourBytes(int c) {
    buffer[size++] = (byte) (0xF0 | c >> 18);
    buffer[size++] = (byte) (0x80 | ((c >> 12) & 0x3F));
    buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    buffer[size++] = (byte) (0x80 | (c & 0x3F));
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
