package org.pna.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 stream one after the other, in bounded memory, with LF or CRLF at their ends
 * and perhaps a byte order mark in front.
 */
final class Utf8Lines {
  private static final int LONGEST = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int next;
  private int end;
  private final byte[] line = new byte[LONGEST];
  private int length;
  private int number;

  Utf8Lines(InputStream in) {
    this.in = in;
  }

  /** Number of the line that {@link #advance} went to, 1 for the first. */
  int number() {
    return number;
  }

  /** Goes to the next line; false at the end. */
  boolean advance() throws IOException {
    length = 0;
    boolean isLine = false;
    while (next < end || fill()) {
      isLine = true;
      int stop = next;
      while (stop < end && chunk[stop] != '\n') {
        stop++;
      }
      keep(stop - next);
      boolean isWhole = stop < end;
      next = isWhole ? stop + 1 : end;
      if (isWhole) {
        break;
      }
    }
    number += isLine ? 1 : 0;
    return isLine;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  /** Of a line that is too long only the length grows. */
  private void keep(int count) {
    int room = Math.max(0, LONGEST - length);
    System.arraycopy(chunk, next, line, Math.min(length, LONGEST), Math.min(count, room));
    length = (int) Math.min(Integer.MAX_VALUE, (long) length + count);
  }

  boolean isTooLong() {
    return length > LONGEST;
  }

  /** The line without its end; null when it is no UTF-8. */
  @Nullable String text() {
    int stop = Math.min(length, LONGEST);
    if (stop > 0 && line[stop - 1] == '\r') {
      stop--;
    }
    int start = number == 1 && hasMark(stop) ? 3 : 0;
    for (int i = start; i < stop; i++) {
      if (line[i] < 0) {
        return decoded(start, stop);
      }
    }
    return new String(line, start, stop - start, StandardCharsets.ISO_8859_1);
  }

  private boolean hasMark(int stop) {
    return stop >= 3
        && Arrays.equals(line, 0, 3, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, 3);
  }

  private @Nullable String decoded(int start, int stop) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, start, stop - start))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }
}
