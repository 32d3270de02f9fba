package org.pna.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number as a URI (RFC 3966), without its visual separators and its parameters but for
 * the context of a local number, without which that means nothing.
 *
 * @param number {@code +} and digits if it is global, else digits, {@code *} and {@code #}
 * @param context phone-context in lower case; null for a global number, and where it is missing
 */
public record TelUri(String number, @Nullable String context) {
  private static final String SEPARATORS = "-.()";
  private static final String CONTEXT = "phone-context=";

  /**
   * Reads a number with its parameters.
   *
   * @param text what stands behind {@code tel:}, or before the {@code @} of a {@code sip:} URI with
   *     {@code user=phone}
   * @return null if it is no number
   */
  public static @Nullable TelUri parse(String text) {
    String[] parts = text.split(";", -1);
    String number = digits(parts[0]);
    if (number.isEmpty() || number.equals("+")) {
      return null;
    }
    String context = null;
    for (int i = 1; !number.startsWith("+") && i < parts.length; i++) {
      String parameter = parts[i].toLowerCase(Locale.ROOT);
      if (parameter.startsWith(CONTEXT)) {
        String said = parameter.substring(CONTEXT.length());
        context = said.startsWith("+") && !digits(said).isEmpty() ? digits(said) : said;
      }
    }
    return new TelUri(number, context);
  }

  /** Without separators; empty if other characters are there. */
  private static String digits(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isFirst = result.isEmpty();
      if ((c >= '0' && c <= '9') || c == '*' || c == '#' || (c == '+' && isFirst)) {
        result.append(c);
      } else if (SEPARATORS.indexOf(c) < 0) {
        return "";
      }
    }
    return result.toString();
  }

  /** The number as a network knows it; null if it is not global, or no E.164 number. */
  public @Nullable Msisdn msisdn() {
    return number.startsWith("+") ? Msisdn.of(number) : null;
  }

  /** The URI in the form in which two are compared. */
  public String uri() {
    return "tel:" + number + (context == null ? "" : ";" + CONTEXT + context);
  }

  /** Shows no number. */
  @Override
  public String toString() {
    return "TelUri";
  }
}
