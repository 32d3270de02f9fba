package org.pna.transport.trace;

import java.util.Map;

/** IPv4 (RFC 791) and IPv6 (RFC 8200) with its extension headers, to the protocols above them. */
final class Ip {
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;

  private final Map<Integer, IpUser> users;
  private final IpFragments fragments;
  private final IpPacket packet = new IpPacket();

  /**
   * @param users by protocol number; all other traffic is passed over silently
   */
  Ip(Map<Integer, IpUser> users) {
    this.users = users;
    this.fragments = new IpFragments(users);
  }

  void packet(Arrival at, byte[] octets, int from, int to) {
    if (from >= to) {
      return;
    }
    int version = Octets.u8(octets, from) >> 4;
    if (version == 4) {
      version4(at, octets, from, to);
    } else if (version == 6) {
      version6(at, octets, from, to);
    }
  }

  void finish() {
    fragments.finish();
  }

  private void version4(Arrival at, byte[] octets, int from, int to) {
    int header = (Octets.u8(octets, from) & 0xF) * 4;
    if (header < 20 || to - from < header) {
      return;
    }
    int total = Octets.u16(octets, from + 2);
    // Zero where the network card cuts the segments after the capture.
    int end = total == 0 ? to : from + total;
    if (end < from + header) {
      return;
    }
    packet.protocol = Octets.u8(octets, from + 9);
    packet.addresses4(octets, from + 12);
    int flags = Octets.u16(octets, from + 6);
    int identification = Octets.u16(octets, from + 4);
    int offset = (flags & 0x1FFF) * 8;
    boolean more = (flags & 0x2000) != 0;
    payload(at, octets, from + header, end, to, offset, more, identification);
  }

  private void version6(Arrival at, byte[] octets, int from, int to) {
    if (to - from < 40) {
      return;
    }
    int length = Octets.u16(octets, from + 4);
    int end = length == 0 ? to : from + 40 + length;
    int limit = Math.min(end, to);
    packet.addresses6(octets, from + 8);
    int next = Octets.u8(octets, from + 6);
    int header = from + 40;
    int offset = 0;
    boolean more = false;
    int identification = 0;
    while (isExtension(next)) {
      if (limit - header < 8) {
        return;
      }
      int size = 8;
      if (next == FRAGMENT) {
        int flags = Octets.u16(octets, header + 2);
        offset = flags & 0xFFF8;
        more = (flags & 1) != 0;
        identification = Octets.int32(octets, header + 4);
      } else if (next == AUTHENTICATION) {
        size = (Octets.u8(octets, header + 1) + 2) * 4;
      } else {
        size = (Octets.u8(octets, header + 1) + 1) * 8;
      }
      boolean fragment = next == FRAGMENT && (more || offset > 0);
      next = Octets.u8(octets, header);
      header += size;
      if (fragment) {
        // What follows may be the middle of something, not a header.
        break;
      }
    }
    if (header > limit) {
      return;
    }
    packet.protocol = next;
    payload(at, octets, header, end, to, offset, more, identification);
  }

  private static boolean isExtension(int protocol) {
    return switch (protocol) {
      case 0, 43, FRAGMENT, AUTHENTICATION, 60, 135, 139, 140 -> true;
      default -> false;
    };
  }

  private void payload(
      Arrival at,
      byte[] octets,
      int from,
      int end,
      int captured,
      int offset,
      boolean more,
      int identification) {
    IpUser user = users.get(packet.protocol);
    if (user == null) {
      return;
    }
    int to = Math.min(end, captured);
    if (offset == 0 && !more) {
      packet.missing = end - to;
      user.packet(at, packet, octets, from, to);
    } else {
      packet.missing = 0;
      fragments.fragment(at, packet, identification, octets, from, to, offset, more, to == end);
    }
  }
}
