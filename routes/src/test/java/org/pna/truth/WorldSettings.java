package org.pna.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The numbers of the world, all from one file. Times come in milliseconds. */
final class WorldSettings {
  static final long SECOND = 1000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;

  private final Map<Parameter, Double> values = new EnumMap<>(Parameter.class);

  private WorldSettings() {}

  /**
   * @throws IllegalArgumentException if the file lacks a parameter or has one that the world does
   *     not know
   */
  static WorldSettings read(Path file) throws IOException {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    Map<Object, Object> left = new HashMap<>((Map<?, ?>) Objects.requireNonNull(loaded));
    WorldSettings settings = new WorldSettings();
    for (Parameter parameter : Parameter.values()) {
      if (!(left.remove(parameter.key()) instanceof Number number)) {
        throw new IllegalArgumentException(file + ": " + parameter.key() + ": a number is missing");
      }
      settings.values.put(parameter, number.doubleValue());
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(file + ": not known: " + left.keySet());
    }
    return settings;
  }

  double of(Parameter parameter) {
    return Objects.requireNonNull(values.get(parameter));
  }

  int count(Parameter parameter) {
    return (int) of(parameter);
  }

  /** A percentage as a share of one. */
  double share(Parameter percent) {
    return of(percent) / 100;
  }

  long seconds(Parameter parameter) {
    return (long) (of(parameter) * SECOND);
  }

  long minutes(Parameter parameter) {
    return (long) (of(parameter) * MINUTE);
  }

  long hours(Parameter parameter) {
    return (long) (of(parameter) * HOUR);
  }

  /** The mean time between what happens so often an hour. */
  long between(Parameter perHour) {
    return (long) (HOUR / of(perHour));
  }
}
