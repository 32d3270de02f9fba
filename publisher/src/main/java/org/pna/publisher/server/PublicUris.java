package org.pna.publisher.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pna.model.TelUri;
import org.pna.model.sip.SipUri;

/**
 * Brings the URIs of presentities and watchers into the one form that is compared: without
 * parameters, port, password and headers, the host in lower case, needless escapes undone; a number
 * in one of our domains ({@code user=phone}, RFC 3261 clause 19.1.6) as its {@code tel:} URI, and
 * that without visual separators (RFC 3966 clause 5.1.1).
 */
public final class PublicUris {
  private final Set<String> domains;

  /**
   * @param domains ours, lower case
   */
  public PublicUris(Set<String> domains) {
    this.domains = Set.copyOf(domains);
  }

  /** Whose URI it is. */
  enum Owner {
    OURS,
    FOREIGN,
    /** Neither {@code sip:} nor {@code tel:}. */
    OTHER_SCHEME,
    MALFORMED
  }

  /**
   * Whether a presentity of that URI is ours: any {@code tel:}, and {@code sip:} in our domains.
   */
  Owner owner(String uri) {
    String scheme = scheme(uri);
    if (!scheme.equals("sip") && !scheme.equals("tel")) {
      return scheme.isEmpty() ? Owner.MALFORMED : Owner.OTHER_SCHEME;
    }
    Optional<String> normalised = normalised(uri);
    if (normalised.isEmpty()) {
      return Owner.MALFORMED;
    }
    String own = normalised.get();
    int at = own.lastIndexOf('@');
    return own.startsWith("tel:") || (at >= 0 && domains.contains(own.substring(at + 1)))
        ? Owner.OURS
        : Owner.FOREIGN;
  }

  /** The compared form; empty if the URI is neither {@code sip(s):} nor {@code tel:} or no URI. */
  public Optional<String> normalised(String uri) {
    return scheme(uri).equals("tel") ? tel(uri.substring(4)) : SipUri.parse(uri).map(this::sip);
  }

  private String sip(SipUri uri) {
    String user = uri.user();
    if (user == null) {
      return uri.scheme() + ":" + uri.host();
    }
    if (domains.contains(uri.host()) && "phone".equals(uri.parameters().get("user"))) {
      Optional<String> tel = tel(user);
      if (user.startsWith("+") && tel.isPresent()) {
        return tel.get();
      }
    }
    return uri.scheme() + ":" + unescaped(user) + "@" + uri.host();
  }

  private static Optional<String> tel(String number) {
    return Optional.ofNullable(TelUri.parse(number)).map(TelUri::uri);
  }

  /** Undoes the escapes of characters that need none (RFC 3261 clause 19.1.4). */
  private static String unescaped(String user) {
    if (user.indexOf('%') < 0) {
      return user;
    }
    StringBuilder result = new StringBuilder(user.length());
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      int high = i + 2 < user.length() && c == '%' ? Character.digit(user.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(user.charAt(i + 2), 16) : -1;
      char plain = (char) (high * 16 + low);
      if (low >= 0 && isUnreserved(plain)) {
        result.append(plain);
        i += 2;
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.!~*'()".indexOf(c) >= 0;
  }

  private static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
