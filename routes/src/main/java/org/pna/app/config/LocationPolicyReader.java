package org.pna.app.config;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.Quality;
import org.pna.pl.LocationPolicy;

/** Reads {@code pl.policy}. */
final class LocationPolicyReader {
  private static final String OFF = "off";
  private static final Duration DAY = Duration.ofDays(1);

  private LocationPolicyReader() {}

  /**
   * The section.
   *
   * @param policy may be absent: {@link LocationPolicy#DEFAULT}
   */
  static LocationPolicy read(Value policy) {
    LocationPolicy usual = LocationPolicy.DEFAULT;
    try (Section section = policy.section()) {
      return new LocationPolicy(
          section.optional("on-watch").bool().orElse(usual.onWatch()),
          section.optional("on-move").bool().orElse(usual.onMove()),
          every(section.optional("every"), usual.every()),
          section.optional("pause").duration(Duration.ofSeconds(1), DAY).orElse(usual.pause()),
          section.optional("location").oneOf(LocationType.class).orElse(usual.type()),
          quality(section),
          section.optional("max-located").integer(1, 10_000_000).orElse(usual.most()),
          section.optional("reports").oneOf(LocationPolicy.Whose.class).orElse(usual.reports()));
    }
  }

  private static @Nullable Duration every(Value value, @Nullable Duration usual) {
    return value
        .parsed(
            LocationPolicyReader::every,
            "'%s' is no time in its range",
            "write a time from 1s to 1d, or off")
        .orElse(Optional.ofNullable(usual))
        .orElse(null);
  }

  /** Nothing within: off. */
  private static Optional<Optional<Duration>> every(String text) {
    return text.equals(OFF)
        ? Optional.of(Optional.empty())
        : Times.parse(text)
            .filter(time -> time.toSeconds() > 0 && time.compareTo(DAY) <= 0)
            .map(Optional::of);
  }

  private static Quality quality(Section section) {
    Quality usual = Quality.DEFAULT;
    return new Quality(
        section.optional("delay").oneOf(Quality.Delay.class).orElse(usual.delay()),
        section
            .optional("response-time")
            .duration(Duration.ofSeconds(1), Duration.ofMinutes(5))
            .orElse(usual.timeout()),
        section.optional("accuracy").integer(1, 1_000_000).orElse(null),
        section.optional("max-age").duration(Duration.ofSeconds(1), DAY).orElse(null));
  }
}
