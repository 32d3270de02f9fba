package org.pna.model.sip;

/**
 * A socket of ours on which SIP is spoken.
 *
 * @param transport what it carries
 * @param host the numeric address at which it is reached; an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record SipSocket(SipTransport transport, String host, int port) {
  /** The URI that leads to it, for a Contact. */
  public String uri() {
    return "sip:" + host + ":" + port + transport.parameter();
  }
}
