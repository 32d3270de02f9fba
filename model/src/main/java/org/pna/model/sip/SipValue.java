package org.pna.model.sip;

import java.util.List;
import java.util.Map;

/**
 * A header value with parameters, such as {@code presence;id=7} or {@code
 * application/pidf+xml;q=1}.
 *
 * @param value what stands before the first semicolon
 * @param parameters in their order; names in lower case, an empty value for one without
 */
public record SipValue(String value, Map<String, String> parameters) {
  /** Reads a value; never fails, an empty text gives an empty value. */
  public static SipValue parse(String text) {
    List<String> parts = SipSyntax.split(text, ';');
    return parts.isEmpty()
        ? new SipValue("", Map.of())
        : new SipValue(parts.get(0), SipSyntax.parameters(parts.subList(1, parts.size())));
  }
}
