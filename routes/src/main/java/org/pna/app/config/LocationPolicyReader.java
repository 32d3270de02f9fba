package org.pna.app.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.Quality;
import org.pna.ph.ReportingSettings.Whom;
import org.pna.pl.LocationPolicy;
import org.pna.pl.TriggerSettings;

/** Reads {@code pl.policy} and {@code pl.triggered}. */
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

  /**
   * The section about triggered reports.
   *
   * @param triggered may be absent
   * @param most SIMs cared for at most
   * @return null if it is absent
   */
  static @Nullable TriggerSettings triggered(Value triggered, LocationPolicy policy, int most) {
    if (!triggered.isPresent()) {
      return null;
    }
    try (Section section = triggered.section()) {
      Value interval = section.optional("interval");
      Duration every = every(interval, Duration.ofMinutes(15));
      boolean whenAvailable = section.optional("when-available").bool().orElse(true);
      if (every == null && !whenAvailable) {
        interval.fault("nothing would ever be reported", "write a time, or 'when-available: true'");
        every = DAY;
      }
      return new TriggerSettings(
          ReportingReader.read(section, "pl.triggered", Whom.NONE),
          every,
          whenAvailable,
          section
              .optional("expiry")
              .duration(Duration.ofMinutes(1), Duration.ofDays(30))
              .orElse(DAY),
          section
              .optional("push-url")
              .parsed(
                  text -> PlReader.url(text).map(URI::toString),
                  "'%s' is no URL",
                  "write the URL of pl.listen as the servers reach it")
              .orElse(null),
          policy.type(),
          most);
    }
  }

  /** Null for off. */
  private static @Nullable Duration every(Value value, @Nullable Duration usual) {
    Duration every =
        value
            .parsed(
                LocationPolicyReader::every,
                "'%s' is no time in its range",
                "write a time from 1s to 1d, or off")
            .orElse(usual);
    return Duration.ZERO.equals(every) ? null : every;
  }

  /** Zero for off. */
  private static Optional<Duration> every(String text) {
    return text.equals(OFF)
        ? Optional.of(Duration.ZERO)
        : Times.parse(text).filter(time -> time.toSeconds() > 0 && time.compareTo(DAY) <= 0);
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
