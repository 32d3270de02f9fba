package org.pna.transport.trace;

import org.pna.model.sip.SipTransport;
import org.pna.transport.trace.PortProtocols.Protocol;

/** UDP (RFC 768): datagrams of RADIUS and SIP, by their ports. */
final class Udp implements IpUser {
  private static final int HEADER = 8;

  private final PortProtocols ports;
  private final Radius radius;
  private final RecordedSip sip;

  Udp(PortProtocols ports, Radius radius, RecordedSip sip) {
    this.ports = ports;
    this.radius = radius;
    this.sip = sip;
  }

  @Override
  public void packet(Arrival at, IpPacket ip, byte[] octets, int from, int to) {
    if (to - from < HEADER) {
      return;
    }
    int length = Octets.u16(octets, from + 4);
    int end = length < HEADER ? to : Math.min(to, from + length);
    if (is(Protocol.RADIUS, octets, from)) {
      radius.datagram(at, ip, octets, from + HEADER, end);
    } else if (is(Protocol.SIP, octets, from)) {
      Ends ends = Ends.of(ip, Octets.int32(octets, from));
      sip.message(at, ends, SipTransport.UDP, octets, from + HEADER, end);
    }
  }

  @Override
  public void incomplete(Arrival at, byte[] octets) {
    if (octets.length <= HEADER) {
      return;
    }
    if (is(Protocol.RADIUS, octets, 0)) {
      radius.incomplete(at, octets, HEADER);
    } else if (is(Protocol.SIP, octets, 0)) {
      sip.incomplete(at, octets, HEADER);
    }
  }

  private boolean is(Protocol protocol, byte[] octets, int from) {
    return ports.isOn(protocol, Octets.u16(octets, from), Octets.u16(octets, from + 2));
  }
}
