package org.pna.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration. Whoever reads it asks for each key it may hold; on {@link
 * #close} the keys nobody asked for and the mandatory ones that were not there become faults. A
 * misspelt key is told once, not also as missing.
 */
final class Section implements AutoCloseable {
  private final int line;
  private final String path;
  private final Faults faults;
  private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> missing = new ArrayList<>();
  private final boolean isRefused;

  /**
   * @param node null or {@code Refused}: an empty section about which nothing is said
   * @param path empty for the whole document
   */
  Section(@Nullable YamlNode node, int line, String path, Faults faults) {
    this.line = line;
    this.path = path;
    this.faults = faults;
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
      isRefused = false;
    } else {
      isRefused = true;
    }
  }

  /** The value of a key that must be there. */
  Value required(String key) {
    if (!entries.containsKey(key)) {
      missing.add(key);
    }
    return optional(key);
  }

  /** The value of a key that may be left out. */
  Value optional(String key) {
    known.add(key);
    YamlNode.Entry entry = entries.get(key);
    String at = path.isEmpty() ? key : path + "." + key;
    if (entry == null) {
      return new Value(null, line, at, faults);
    }
    return Value.of(entry.value(), entry.line(), at, faults);
  }

  /** The keys that are there, for a table whose keys are the operator's own. */
  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public void close() {
    if (isRefused) {
      return;
    }
    Set<String> meant = new HashSet<>();
    for (YamlNode.Entry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        String near = Spelling.nearest(entry.key(), absent());
        if (near != null) {
          meant.add(near);
        }
        unknown(entry, near);
      }
    }
    for (String key : missing) {
      if (!meant.contains(key)) {
        faults.fault(line, path, "lacks the key '" + key + "'", "add '" + key + ": …'");
      }
    }
  }

  private List<String> absent() {
    return known.stream().filter(key -> !entries.containsKey(key)).toList();
  }

  private void unknown(YamlNode.Entry entry, @Nullable String near) {
    String fix =
        near == null
            ? "remove it; known here: " + String.join(", ", known)
            : "did you mean '" + near + "'?";
    faults.fault(entry.line(), path, "unknown key '" + Value.shown(entry.key()) + "'", fix);
  }
}
