package org.pna.transport.trace;

/** User messages without payload protocol identifier: M3UA if they look like it in every way. */
final class UnspecifiedPayload implements SctpUser {
  private final M3ua m3ua;

  UnspecifiedPayload(M3ua m3ua) {
    this.m3ua = m3ua;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return to - from >= m3ua.headerLength() && m3ua.startsMessage(octets, from, to);
  }

  @Override
  public void message(Arrival at, byte[] octets, int from, int to) {
    if (claims(octets, from, to)) {
      m3ua.message(at, octets, from, to);
    }
  }
}
