package org.pna.model.sip;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261 clause 19.1).
 *
 * @param scheme lower case
 * @param user without password and user parameters, escapes kept; null without
 * @param host lower case; an IPv6 address in its brackets
 * @param port 1 to 65535, or -1 if none is given
 * @param parameters names in lower case; URI headers are dropped
 */
public record SipUri(
    String scheme, @Nullable String user, String host, int port, Map<String, String> parameters) {
  /** Reads a URI; empty if it is no well-formed {@code sip:} or {@code sips:} URI. */
  public static Optional<SipUri> parse(String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      return Optional.empty();
    }
    String rest = text.substring(colon + 1);
    int at = rest.indexOf('@');
    String user = at < 0 ? null : user(rest.substring(0, at));
    if (user != null && user.isEmpty()) {
      return Optional.empty();
    }
    String behind = rest.substring(at + 1);
    int headers = behind.indexOf('?');
    List<String> parts = SipSyntax.split(headers < 0 ? behind : behind.substring(0, headers), ';');
    if (parts.isEmpty() || behind.startsWith(";")) {
      return Optional.empty();
    }
    return host(scheme, user, parts.get(0), SipSyntax.parameters(parts.subList(1, parts.size())));
  }

  private static String user(String userInfo) {
    int end = userInfo.length();
    int colon = userInfo.indexOf(':');
    int semicolon = userInfo.indexOf(';');
    if (colon >= 0) {
      end = colon;
    }
    if (semicolon >= 0 && semicolon < end) {
      end = semicolon;
    }
    return userInfo.substring(0, end);
  }

  private static Optional<SipUri> host(
      String scheme, @Nullable String user, String hostPort, Map<String, String> parameters) {
    int bracket = hostPort.lastIndexOf(']');
    int colon = hostPort.indexOf(':', bracket + 1);
    String host = (colon < 0 ? hostPort : hostPort.substring(0, colon)).toLowerCase(Locale.ROOT);
    int port = colon < 0 ? -1 : port(hostPort.substring(colon + 1));
    if (port == 0 || !isHost(host)) {
      return Optional.empty();
    }
    return Optional.of(new SipUri(scheme, user, host, port, parameters));
  }

  /** The port, or 0 if it is none. */
  private static int port(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    int port = Integer.parseInt(digits);
    return port > 65535 ? 0 : port;
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.length() > 3
          && host.endsWith("]")
          && host.substring(1, host.length() - 1)
              .chars()
              .allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
    return !host.isEmpty()
        && host.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
  }
}
