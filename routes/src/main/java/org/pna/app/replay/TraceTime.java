package org.pna.app.replay;

import java.time.Instant;

/** RFC 3339 in UTC with six decimals, cut not rounded. Not for use by several threads. */
final class TraceTime {
  private long cachedSecond = Long.MIN_VALUE;
  private String cachedText = "";

  /** {@code 2026-11-20T23:50:00.123456Z}. */
  String format(Instant time) {
    long second = time.getEpochSecond();
    if (second != cachedSecond) {
      String text = Instant.ofEpochSecond(second).toString();
      cachedText = text.substring(0, text.length() - 1);
      cachedSecond = second;
    }
    String micros = Integer.toString(1_000_000 + time.getNano() / 1000);
    return cachedText + '.' + micros.substring(1) + 'Z';
  }
}
