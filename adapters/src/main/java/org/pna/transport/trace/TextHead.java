package org.pna.transport.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a message of text, as SIP (RFC 3261 clause 7) and HTTP (RFC 9112 clause 2.1) have it:
 * a first line and headers, up to the empty line.
 *
 * @param lines the first one first, without their ends
 * @param length octets with the empty line
 */
record TextHead(List<String> lines, int length) {
  private static final int MOST_DIGITS = 9;

  TextHead {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a head.
   *
   * @return null if its end is not there
   */
  static @Nullable TextHead of(byte[] octets, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      boolean ends =
          octets[i] == '\n'
              && (octets[i - 1] == '\n'
                  || (octets[i - 1] == '\r' && i - 2 >= from && octets[i - 2] == '\n'));
      if (ends) {
        String text = new String(octets, from, i + 1 - from, StandardCharsets.ISO_8859_1);
        return new TextHead(text.lines().toList(), i + 1 - from);
      }
    }
    return null;
  }

  /** The first line, as far as it has come. */
  static String firstLine(byte[] octets, int from, int to) {
    int end = from;
    while (end < to && octets[end] != '\r' && octets[end] != '\n') {
      end++;
    }
    return new String(octets, from, end - from, StandardCharsets.ISO_8859_1);
  }

  String firstLine() {
    return lines.get(0);
  }

  /**
   * The first value of a header, which is empty if there is none.
   *
   * @param names in lower case: the header's, and its short form
   */
  String header(String... names) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && List.of(names).contains(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /** What a header says the body's length is; 0 if there is none, -1 if it is no number. */
  int contentLength(String... names) {
    String text = header(names);
    if (text.isEmpty()) {
      return 0;
    }
    boolean number =
        text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(text) : -1;
  }
}
