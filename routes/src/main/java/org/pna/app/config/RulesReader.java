package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig.Rules;
import org.pna.model.DataNetworks;
import org.pna.normalise.NegativeLimits;

/** Reads {@code rules}. */
final class RulesReader {
  private static final Pattern OFF = Pattern.compile("off");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,2})?");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Pattern APN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,99}");
  private static final int APNS = 1_000;

  private RulesReader() {}

  static Rules read(Value value) {
    try (Section section = value.section()) {
      return new Rules(
          section
              .optional("leaving-grace")
              .duration(Duration.ZERO, Duration.ofMinutes(5))
              .orElse(Duration.ofSeconds(10)),
          section.optional("max-presentities").integer(1, 100_000_000).orElse(1_000_000),
          section
              .optional("repeat-window")
              .duration(SECOND, Duration.ofMinutes(10))
              .orElse(Duration.ofSeconds(30)),
          section
              .optional("lifetime")
              .duration(Duration.ofMinutes(1), Duration.ofDays(3_650))
              .orElse(Duration.ofDays(7)),
          section
              .optional("call-age")
              .duration(Duration.ofMinutes(10), Duration.ofDays(7))
              .orElse(Duration.ofHours(12)),
          section
              .optional("session-age")
              .duration(HOUR, Duration.ofDays(30))
              .orElse(Duration.ofHours(24)),
          section.optional("suspects").integer(1, 10_000_000).orElse(100_000),
          section
              .optional("revalidate")
              .duration(Duration.ofMinutes(10), Duration.ofDays(30))
              .orElse(Duration.ofHours(24)),
          massNegatives(section.optional("mass-negatives")),
          dataNetworks(section.optional("no-data-apns")));
    }
  }

  private static @Nullable NegativeLimits massNegatives(Value value) {
    if (value.isWord()) {
      value.matching(
          OFF,
          "'%s' is neither off nor a section",
          "write off, or on the lines below, indented: share, least, within, hold, rate");
      return null;
    }
    try (Section section = value.section()) {
      return new NegativeLimits(
          percent(section.optional("share")).orElse(1.0),
          section.optional("least").integer(1, 10_000_000).orElse(1_000),
          section.optional("within").duration(SECOND, HOUR).orElse(Duration.ofMinutes(1)),
          section.optional("hold").duration(SECOND, HOUR).orElse(Duration.ofMinutes(2)),
          section.optional("rate").integer(1, 100_000).orElse(100));
    }
  }

  private static DataNetworks dataNetworks(Value value) {
    if (!value.isPresent()) {
      return DataNetworks.DEFAULT;
    }
    List<String> names = new ArrayList<>();
    for (Value item : value.list(APNS)) {
      item.matching(
              APN, "'%s' is no access point name", "write its network identifier, such as ims")
          .ifPresent(names::add);
    }
    return new DataNetworks(names);
  }

  private static Optional<Double> percent(Value value) {
    return value.parsed(
        text ->
            Optional.of(text)
                .filter(PERCENT.asMatchPredicate())
                .map(Double::valueOf)
                .filter(share -> share > 0 && share <= 100),
        "'%s' is no share in its range",
        "write percent, from 0.01 to 100, without the sign");
  }
}
