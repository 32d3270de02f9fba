package org.pna.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IMS public user identity (TS 23.003 clause 13.4).
 *
 * @param uri a {@code sip:}, {@code sips:} or {@code tel:} URI
 */
public record PublicIdentity(String uri) implements SubscriberId {
  private static final Pattern FORM = Pattern.compile("(?i:sips?|tel):\\S+");
  private static final Pattern SIP = Pattern.compile("(?i:sips?):([^@;?]+@[^@;?:]+).*");

  /** A text that has the form of one; else null. */
  public static @Nullable PublicIdentity of(String text) {
    return FORM.matcher(text).matches() ? new PublicIdentity(text) : null;
  }

  /**
   * The IMSI of a temporary public identity (clause 13.4B), which is barred but for registration;
   * null for any other.
   */
  public @Nullable Imsi imsi() {
    Matcher sip = SIP.matcher(uri);
    return sip.matches() ? DerivedImsi.of(sip.group(1)) : null;
  }

  /** The number of a {@code tel:} URI that is global; null for any other. */
  public @Nullable Msisdn msisdn() {
    TelUri tel = uri.regionMatches(true, 0, "tel:", 0, 4) ? TelUri.parse(uri.substring(4)) : null;
    return tel == null ? null : tel.msisdn();
  }

  @Override
  public String toString() {
    return "PublicIdentity";
  }
}
