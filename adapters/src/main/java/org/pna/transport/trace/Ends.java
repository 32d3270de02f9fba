package org.pna.transport.trace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.pna.model.IpText;

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

  /** The address that it comes from (RFC 5952). */
  String source() {
    return text(sourceHigh, sourceLow);
  }

  /** The address that it goes to (RFC 5952). */
  String destination() {
    return text(destinationHigh, destinationLow);
  }

  private static String text(long high, long low) {
    boolean four = high == 0 && low >>> 32 == 0;
    byte[] address =
        four
            ? ByteBuffer.allocate(4).putInt((int) low).array()
            : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    try {
      return IpText.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are addresses", e);
    }
  }

  /** The way back. */
  Ends reversed() {
    return new Ends(
        destinationHigh, destinationLow, sourceHigh, sourceLow, Integer.rotateLeft(ports, 16));
  }
}
