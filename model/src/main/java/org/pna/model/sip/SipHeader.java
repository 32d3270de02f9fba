package org.pna.model.sip;

import java.util.Locale;
import java.util.Map;

/**
 * One header field (RFC 3261 clause 7.3).
 *
 * @param name as written; comparisons ignore case and know the compact forms
 * @param value without folding and surrounding white space
 */
public record SipHeader(String name, String value) {
  /** Compact forms of RFC 3261 clause 7.3.3 and RFC 6665 clause 8.2.1. */
  private static final Map<String, String> COMPACT =
      Map.ofEntries(
          Map.entry("i", "call-id"),
          Map.entry("m", "contact"),
          Map.entry("e", "content-encoding"),
          Map.entry("l", "content-length"),
          Map.entry("c", "content-type"),
          Map.entry("f", "from"),
          Map.entry("s", "subject"),
          Map.entry("k", "supported"),
          Map.entry("t", "to"),
          Map.entry("v", "via"),
          Map.entry("o", "event"),
          Map.entry("u", "allow-events"));

  public SipHeader {
    if (hasLineBreak(name) || hasLineBreak(value)) {
      throw new IllegalArgumentException("line break in header " + name.strip());
    }
  }

  /** Whether this is the header of that name, in either form. */
  public boolean is(String other) {
    return canonical(name).equals(canonical(other));
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COMPACT.getOrDefault(lower, lower);
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
  }
}
