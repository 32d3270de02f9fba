package org.pna.transport.trace;

/**
 * Diameter over SCTP. A user message is one Diameter message (RFC 6733 clause 2.1.1); what is
 * marked as Diameter over DTLS (clause 11.4) is read if it is in clear.
 */
final class DiameterChunks implements SctpUser {
  private final RecordedDiameter recorded;
  private final TraceListener listener;
  private final boolean mayBeCiphered;

  /**
   * @param mayBeCiphered whether what does not look like Diameter is passed over without a word
   */
  DiameterChunks(RecordedDiameter recorded, TraceListener listener, boolean mayBeCiphered) {
    this.recorded = recorded;
    this.listener = listener;
    this.mayBeCiphered = mayBeCiphered;
  }

  @Override
  public boolean claims(byte[] octets, int from, int to) {
    return !mayBeCiphered || looksLikeIt(octets, from, to);
  }

  @Override
  public void message(Arrival at, int ports, byte[] octets, int from, int to) {
    if (mayBeCiphered && !looksLikeIt(octets, from, to)) {
      return;
    }
    int length = to - from < Diameter.HEADER ? -1 : Diameter.messageLength(octets, from);
    if (length < 0 || length > to - from) {
      listener.malformed(at.place(), "Diameter header is not valid");
    } else {
      recorded.message(at, Ends.of(ports), octets, from, from + length);
    }
  }

  static boolean looksLikeIt(byte[] octets, int from, int to) {
    return to - from >= Diameter.HEADER && Diameter.startsMessage(octets, from, to);
  }
}
