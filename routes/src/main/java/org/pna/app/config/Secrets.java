package org.pna.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads what only we and another know: {@code KEY} as it stands, {@code KEY-file}, whose first line
 * it is, or {@code KEY-env}, the variable of the environment that holds it. No fault tells it.
 */
final class Secrets {
  private static final int LONGEST = 1_000;

  private final Path folder;

  /**
   * @param folder to which paths are relative
   */
  Secrets(Path folder) {
    this.folder = folder;
  }

  /** One that must be there; none is a fault of the section. */
  Optional<Given> required(Value section, Section keys, String key) {
    Optional<Given> given = optional(section, keys, key);
    if (isAbsent(keys, key)) {
      section.fault("has no " + key, fix(key));
    }
    return given;
  }

  /** One that may be left out; two are a fault of the section. */
  Optional<Given> optional(Value section, Section keys, String key) {
    List<Value> all = all(keys, key);
    if (all.stream().filter(Value::isPresent).count() > 1) {
      section.fault("has two " + key + "s", fix(key));
      return Optional.empty();
    }
    for (Value value : all) {
      if (value.isPresent()) {
        return read(value, key).map(text -> new Given(text, value));
      }
    }
    return Optional.empty();
  }

  /**
   * A secret.
   *
   * @param text itself, one character at least
   * @param at where it was found
   */
  record Given(String text, Value at) {
    /** Tells nothing of it. */
    @Override
    public String toString() {
      return "Given";
    }
  }

  private static boolean isAbsent(Section keys, String key) {
    return all(keys, key).stream().noneMatch(Value::isPresent);
  }

  private static List<Value> all(Section keys, String key) {
    return List.of(keys.optional(key), keys.optional(key + "-file"), keys.optional(key + "-env"));
  }

  private static String fix(String key) {
    return "write one of '" + key + ": …', '" + key + "-file: …' and '" + key + "-env: …'";
  }

  private Optional<String> read(Value value, String key) {
    if (value.path().endsWith("-file")) {
      return inFile(value, key);
    }
    if (value.path().endsWith("-env")) {
      return value.parsed(
          name -> Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty()),
          "the environment has no variable '%s' with a " + key,
          "set it where the gateway is started, or name another one");
    }
    return value.parsed(
        text -> Optional.of(text).filter(some -> !some.isEmpty()),
        "is empty",
        "write the " + key + " that both sides know");
  }

  /**
   * The first line of the file that a value names.
   *
   * @param key what the line is
   */
  Optional<String> inFile(Value value, String key) {
    return value.parsed(
        this::firstLine,
        "'%s' is no file with a " + key + " in its first line",
        "name a file that the gateway's user may read, relative to this file's folder");
  }

  private Optional<String> firstLine(String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .filter(line -> !line.isEmpty());
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
