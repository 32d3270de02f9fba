package org.pna.publisher.pidf;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as RFC 3339 writes them in UTC: whole seconds, or up to six decimals when not zero. */
final class Timestamp {
  private static final byte[] DASH = {'-'};
  private static final byte[] COLON = {':'};
  private static final byte[] T = {'T'};
  private static final byte[] DOT = {'.'};
  private static final byte[] Z = {'Z'};

  /** What RFC 3339 and xs:dateTime both have. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private Timestamp() {}

  /**
   * @throws IllegalArgumentException before the year 1 or after 9999
   */
  static void check(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new IllegalArgumentException("time stamp outside the years 1 to 9999");
    }
  }

  /** A checked instant. */
  static void write(Utf8 out, Instant instant) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    out.digits(utc.getYear(), 4).raw(DASH).digits(utc.getMonthValue(), 2).raw(DASH);
    out.digits(utc.getDayOfMonth(), 2).raw(T).digits(utc.getHour(), 2).raw(COLON);
    out.digits(utc.getMinute(), 2).raw(COLON).digits(utc.getSecond(), 2);
    int micros = utc.getNano() / 1000;
    if (micros > 0) {
      int decimals = 6;
      while (micros % 10 == 0) {
        micros /= 10;
        decimals--;
      }
      out.raw(DOT).digits(micros, decimals);
    }
    out.raw(Z);
  }
}
