package org.pna.app.print;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** RFC 3339 in UTC with six decimals, cut not rounded: {@code 2026-11-20T23:50:00.123456Z}. */
public final class UtcTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** The instant as text. */
  public static String text(Instant time) {
    return FORMAT.format(time);
  }
}
