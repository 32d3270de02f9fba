package org.pna.transport.trace;

/**
 * User messages without payload protocol identifier: M3UA or Diameter if they look like it in every
 * way.
 */
final class UnspecifiedPayload implements SctpUser {
  private final M3ua m3ua;
  private final DiameterChunks diameter;

  UnspecifiedPayload(M3ua m3ua, DiameterChunks diameter) {
    this.m3ua = m3ua;
    this.diameter = diameter;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return isM3ua(octets, from, to) || DiameterChunks.looksLikeIt(octets, from, to);
  }

  @Override
  public void message(Arrival at, int ports, byte[] octets, int from, int to) {
    if (isM3ua(octets, from, to)) {
      m3ua.message(at, ports, octets, from, to);
    } else if (DiameterChunks.looksLikeIt(octets, from, to)) {
      diameter.message(at, ports, octets, from, to);
    }
  }

  private boolean isM3ua(byte[] octets, int from, int to) {
    return to - from >= m3ua.headerLength() && m3ua.startsMessage(octets, from, to);
  }
}
