package org.pna.transport.trace;

/**
 * From where to where a message goes. IPv4 addresses stand in the low 32 bits; addresses are 0
 * where ports alone tell a connection.
 *
 * @param ports source in the high half, destination in the low half
 */
record Ends(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int ports) {

  /** Of a multi-homed association, which has several addresses. */
  static Ends of(int ports) {
    return new Ends(0, 0, 0, 0, ports);
  }

  static Ends of(IpPacket ip, int ports) {
    return new Ends(ip.sourceHigh, ip.sourceLow, ip.destinationHigh, ip.destinationLow, ports);
  }

  /** The way back. */
  Ends reversed() {
    return new Ends(
        destinationHigh, destinationLow, sourceHigh, sourceLow, Integer.rotateLeft(ports, 16));
  }
}
