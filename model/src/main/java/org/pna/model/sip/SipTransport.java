package org.pna.model.sip;

import java.util.Locale;

/** What carries a message (RFC 3261 clause 18). */
public enum SipTransport {
  UDP,
  TCP,
  TLS;

  /** What a URI says of it: nothing, or {@code ;transport=tcp}. */
  public String parameter() {
    return this == UDP ? "" : ";transport=" + name().toLowerCase(Locale.ROOT);
  }
}
