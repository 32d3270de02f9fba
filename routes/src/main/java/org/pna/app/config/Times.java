package org.pna.app.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as an operator writes them: {@code 10s}, {@code 5m}, {@code 1h}, {@code 7d}. */
final class Times {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Times() {}

  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int unit =
        switch (form.group(2)) {
          case "s" -> 1;
          case "m" -> MINUTE;
          case "h" -> HOUR;
          default -> DAY;
        };
    return Optional.of(Duration.ofSeconds(Long.parseLong(form.group(1)) * unit));
  }

  /** In the largest unit that leaves no rest. */
  static String written(Duration time) {
    long seconds = time.toSeconds();
    if (seconds == 0 || seconds % MINUTE != 0) {
      return seconds + "s";
    }
    if (seconds % HOUR != 0) {
      return seconds / MINUTE + "m";
    }
    return seconds % DAY != 0 ? seconds / HOUR + "h" : seconds / DAY + "d";
  }
}
