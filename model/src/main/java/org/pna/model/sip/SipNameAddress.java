package org.pna.model.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name-addr or addr-spec with its header parameters (RFC 3261 clause 20.10), as in From, To,
 * Contact, Route and Record-Route. The display name is not kept.
 *
 * @param uri without angle brackets
 * @param parameters of the header, not of the URI; names in lower case
 */
public record SipNameAddress(String uri, Map<String, String> parameters) {
  /**
   * Reads one address; empty if there is no URI in it.
   *
   * @param text one value, not a list
   */
  public static Optional<SipNameAddress> parse(String text) {
    List<String> parts = SipSyntax.split(text, ';');
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String address = parts.get(0);
    int open = afterDisplayName(address);
    String uri = address;
    if (open >= 0) {
      int close = address.indexOf('>', open);
      if (close < 0) {
        return Optional.empty();
      }
      uri = address.substring(open + 1, close);
    }
    uri = uri.strip();
    if (uri.indexOf(':') <= 0 || uri.indexOf(' ') >= 0 || uri.indexOf('<') >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SipNameAddress(uri, SipSyntax.parameters(parts.subList(1, parts.size()))));
  }

  /** The tag of a From or To. */
  public Optional<String> tag() {
    return Optional.ofNullable(parameters.get("tag")).filter(tag -> !tag.isEmpty());
  }

  /** Where the angle bracket stands that is not in the quoted display name; -1 without. */
  private static int afterDisplayName(String address) {
    boolean quoted = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        return i;
      }
    }
    return -1;
  }
}
