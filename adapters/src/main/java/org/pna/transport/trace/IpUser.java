package org.pna.transport.trace;

/** A protocol over IP. */
interface IpUser {
  /** A whole datagram's payload, in {@code octets} during this call only. */
  void packet(Arrival at, IpPacket ip, byte[] octets, int from, int to);

  /**
   * A datagram whose fragments never all came.
   *
   * @param at the last fragment seen
   * @param octets its beginning, of length 0 when the first fragment is missing
   */
  void incomplete(Arrival at, byte[] octets);
}
