package org.pna.app.config;

import java.util.List;

/** A part of a YAML document and the line it begins on. */
sealed interface YamlNode {
  /** 1 for the first. */
  int line();

  /**
   * One value.
   *
   * @param text as written, quotes and escapes undone
   * @param isPlain whether it stood without quotes
   */
  record Scalar(int line, String text, boolean isPlain) implements YamlNode {
    /** Whether YAML takes it for nothing at all. */
    boolean isNull() {
      return isPlain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  record Mapping(int line, List<Entry> entries) implements YamlNode {}

  /** Something whose fault is already told. */
  record Refused(int line) implements YamlNode {}

  /**
   * A key and its value.
   *
   * @param line of the key
   */
  record Entry(int line, String key, YamlNode value) {}
}
