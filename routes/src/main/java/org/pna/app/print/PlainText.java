package org.pna.app.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines for a terminal, plain ASCII: names come from the network, and none of their octets shall
 * mean anything to the terminal.
 */
public final class PlainText {
  private static final String GAP = "  ";

  private final StringBuilder text = new StringBuilder(1024);

  /** Adds one line; white space at its end is left out. */
  public PlainText line(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      if (c >= ' ' && c <= '~') {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    text.append('\n');
    return this;
  }

  /** Adds rows as columns, each as wide as its widest cell. */
  public PlainText columns(String indent, List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths.get(i) - cell.length())).append(GAP);
      }
      line(line.toString());
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
