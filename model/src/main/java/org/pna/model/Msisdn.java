package org.pna.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mobile Subscriber ISDN number (TS 23.003 clause 3.3).
 *
 * @param digits international, without {@code +}, 1 to 15 decimal digits
 */
public record Msisdn(String digits) implements SubscriberId {
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+?([1-9][0-9]{0,14})");

  /** A text that is an international number, with or without {@code +}; else null. */
  public static @Nullable Msisdn of(String text) {
    Matcher number = INTERNATIONAL.matcher(text);
    return number.matches() ? new Msisdn(number.group(1)) : null;
  }

  @Override
  public String toString() {
    return "Msisdn";
  }
}
