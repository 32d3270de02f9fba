package org.pna.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comma-separated values (RFC 4180), a row on each line: quoted fields hold no line ends. */
final class Csv {
  private Csv() {}

  /** The fields, blanks around them cut; nothing when a quotation mark is out of place. */
  static Optional<List<String>> fields(String line) {
    List<String> fields = new ArrayList<>(4);
    int at = 0;
    while (at <= line.length()) {
      int start = skipBlanks(line, at);
      boolean isQuoted = start < line.length() && line.charAt(start) == '"';
      int end = isQuoted ? quoteEnd(line, start + 1) : fieldEnd(line, start);
      if (end < 0) {
        return Optional.empty();
      }
      String field = line.substring(isQuoted ? start + 1 : start, end);
      at = isQuoted ? skipBlanks(line, end + 1) : end;
      boolean isOpen =
          isQuoted ? at < line.length() && line.charAt(at) != ',' : field.contains("\"");
      if (isOpen) {
        return Optional.empty();
      }
      fields.add(isQuoted ? field.replace("\"\"", "\"") : field.stripTrailing());
      at++;
    }
    return Optional.of(fields);
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int fieldEnd(String line, int from) {
    int comma = line.indexOf(',', from);
    return comma < 0 ? line.length() : comma;
  }

  /** Where the closing mark stands, two in a row being one of the text; -1 without any. */
  private static int quoteEnd(String line, int from) {
    int at = line.indexOf('"', from);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    return at;
  }
}
