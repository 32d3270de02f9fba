package org.pna.transport.trace;

/**
 * Header of the IP packet in work, reused for each. IPv4 addresses stand in the low 32 bits.
 *
 * <p>{@code missing} says how many octets of the payload's end were sent but not captured.
 */
final class IpPacket {
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int protocol;
  int missing;

  void addresses4(byte[] octets, int at) {
    sourceHigh = 0;
    sourceLow = Octets.int32(octets, at) & 0xFFFFFFFFL;
    destinationHigh = 0;
    destinationLow = Octets.int32(octets, at + 4) & 0xFFFFFFFFL;
  }

  void addresses6(byte[] octets, int at) {
    sourceHigh = Octets.int64(octets, at);
    sourceLow = Octets.int64(octets, at + 8);
    destinationHigh = Octets.int64(octets, at + 16);
    destinationLow = Octets.int64(octets, at + 24);
  }
}
