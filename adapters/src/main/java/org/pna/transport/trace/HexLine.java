package org.pna.transport.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;

/**
 * One line of hex: an RFC 3339 time and blanks (or none), then octets, blanks between them or not.
 */
final class HexLine {
  private long epochMicros;
  private byte[] octets = new byte[1024];
  private int length;

  /**
   * Takes a line without blanks around it.
   *
   * @return false when it is not of this form
   */
  boolean parse(String line) {
    epochMicros = FrameSink.NO_TIME;
    length = 0;
    int start = 0;
    if (line.length() > 4 && line.charAt(4) == '-') {
      start = endOfTime(line);
      if (!time(line.substring(0, start))) {
        return false;
      }
    }
    return hex(line, start);
  }

  private static int endOfTime(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    return end;
  }

  private boolean time(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      epochMicros = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean hex(String line, int start) {
    int high = -1;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0 && (high >= 0 || (c != ' ' && c != '\t'))) {
        return false;
      }
      if (digit >= 0 && high >= 0) {
        add((byte) ((high << 4) | digit));
        high = -1;
      } else {
        high = digit;
      }
    }
    return high < 0 && length > 0;
  }

  private void add(byte octet) {
    if (length == octets.length) {
      octets = Arrays.copyOf(octets, 2 * length);
    }
    octets[length++] = octet;
  }

  /** The line's own time, or {@link FrameSink#NO_TIME}. */
  long epochMicros() {
    return epochMicros;
  }

  /** Reused by the next line. */
  byte[] octets() {
    return octets;
  }

  int length() {
    return length;
  }
}
