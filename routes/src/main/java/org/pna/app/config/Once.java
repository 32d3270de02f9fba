package org.pna.app.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that may stand once only, with their lines. */
final class Once {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  private final Map<String, Integer> lines = new HashMap<>();

  /** A name that no other has. */
  Optional<String> name(Value value) {
    Optional<String> name =
        value.matching(
            NAME,
            "'%s' is no name",
            "begin with a letter a to z, go on with letters, digits and '-', 31 at most");
    name.ifPresent(text -> take(text, value, "choose another name"));
    return name;
  }

  /** A text; another one like it is a fault. */
  void take(String text, Value value, String fix) {
    Integer line = lines.putIfAbsent(text, value.line());
    if (line != null) {
      value.fault("stands in line " + line + " already", fix);
    }
  }

  /** The line of a text that stands already; else it does from now on. */
  Optional<Integer> earlier(String text, int line) {
    return Optional.ofNullable(lines.putIfAbsent(text, line));
  }
}
