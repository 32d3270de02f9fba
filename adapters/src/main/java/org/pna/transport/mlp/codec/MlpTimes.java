package org.pna.transport.mlp.codec;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** Times as MLP writes them: {@code yyyyMMddHHmmss} with an offset, intervals as ddhhmmss. */
final class MlpTimes {
  private static final Pattern TIME =
      Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})");
  private static final Pattern OFFSET = Pattern.compile("([+-]?)([0-9]{2})([0-9]{2})");
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MlpTimes() {}

  /** The time of an element; of UTC without an offset. */
  static Instant read(MlpElement element) throws MalformedMessageException {
    Matcher time = TIME.matcher(element.text());
    if (!time.matches()) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "not 14 digits");
    }
    try {
      return LocalDateTime.of(
              number(time, 1),
              number(time, 2),
              number(time, 3),
              number(time, 4),
              number(time, 5),
              number(time, 6))
          .toInstant(offset(element));
    } catch (DateTimeException e) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "no such time");
    }
  }

  private static ZoneOffset offset(MlpElement element) throws MalformedMessageException {
    @Nullable String text = element.attributes.get("utc_off");
    if (text == null) {
      return ZoneOffset.UTC;
    }
    Matcher offset = OFFSET.matcher(text);
    if (!offset.matches()) {
      throw element.malformed(Kind.UNEXPECTED_VALUE, "utc_off is not +hhmm");
    }
    int sign = offset.group(1).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(offset, 2), sign * number(offset, 3));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  static String write(Instant time) {
    return UTC.format(time);
  }

  /**
   * @throws IllegalArgumentException outside 1 second to 99 days
   */
  static String interval(Duration interval) {
    if (interval.toSeconds() < 1 || interval.toDays() > 99) {
      throw new IllegalArgumentException("an interval of MLP is 1 second to 99 days");
    }
    return String.format(
        Locale.ROOT,
        "%02d%02d%02d%02d",
        interval.toDays(),
        interval.toHoursPart(),
        interval.toMinutesPart(),
        interval.toSecondsPart());
  }
}
