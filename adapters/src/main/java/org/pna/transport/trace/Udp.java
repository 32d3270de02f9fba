package org.pna.transport.trace;

import org.pna.transport.trace.PortProtocols.Protocol;

/** UDP (RFC 768): datagrams of RADIUS, by their ports. */
final class Udp implements IpUser {
  private static final int HEADER = 8;

  private final PortProtocols ports;
  private final Radius radius;

  Udp(PortProtocols ports, Radius radius) {
    this.ports = ports;
    this.radius = radius;
  }

  @Override
  public void packet(Arrival at, IpPacket ip, byte[] octets, int from, int to) {
    if (to - from < HEADER || !isRadius(octets, from)) {
      return;
    }
    int length = Octets.u16(octets, from + 4);
    int end = length < HEADER ? to : Math.min(to, from + length);
    radius.datagram(at, ip, octets, from + HEADER, end);
  }

  @Override
  public void incomplete(Arrival at, byte[] octets) {
    if (octets.length > HEADER && isRadius(octets, 0)) {
      radius.incomplete(at, octets, HEADER);
    }
  }

  private boolean isRadius(byte[] octets, int from) {
    return ports.isOn(Protocol.RADIUS, Octets.u16(octets, from), Octets.u16(octets, from + 2));
  }
}
