package org.pna.transport.trace;

/** A protocol in SCTP user messages. */
interface SctpUser {
  /**
   * Whether a user message that begins like this is this protocol's. Asked before a fault is
   * reported, so that nobody else's traffic is.
   */
  boolean claims(byte[] octets, int from, int to);

  /**
   * A whole user message, in {@code octets} during this call only.
   *
   * @param ports source in the high half, destination in the low half
   */
  void message(Arrival at, int ports, byte[] octets, int from, int to);
}
