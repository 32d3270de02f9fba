package org.pna.transport.sip;

/**
 * A socket on which SIP is spoken.
 *
 * @param transport what carries it
 * @param address IPv4 or IPv6 address to bind
 * @param port 1 to 65535, or 0 for any free one
 */
public record SipListeningPoint(Transport transport, String address, int port) {
  /** RFC 3261 clause 18. */
  public enum Transport {
    UDP,
    TCP,
    TLS
  }
}
