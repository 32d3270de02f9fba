package org.pna.model.sip;

/** What carries a message (RFC 3261 clause 18). */
public enum SipTransport {
  UDP,
  TCP
}
