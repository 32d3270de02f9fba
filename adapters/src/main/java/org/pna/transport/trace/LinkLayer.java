package org.pna.transport.trace;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a frame to the protocol it carries, by the link type (the tcpdump group's LINKTYPE_ list). A
 * link type that is not read is told once for each interface of a file.
 */
final class LinkLayer {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;

  private final Ip ip;
  private final Sctp sctp;
  private final Mtp2 mtp2;
  private final Mtp3 mtp3;
  private final BareMessage bare;
  private final Set<CaptureInterface> unread = new HashSet<>();

  LinkLayer(Ip ip, Sctp sctp, Mtp2 mtp2, Mtp3 mtp3, BareMessage bare) {
    this.ip = ip;
    this.sctp = sctp;
    this.mtp2 = mtp2;
    this.mtp3 = mtp3;
    this.bare = bare;
  }

  /** Begins a file: its interfaces are others. */
  void nextFile() {
    unread.clear();
  }

  /**
   * Decodes a frame.
   *
   * @return what to warn of, or null
   */
  @Nullable String frame(Arrival at, CaptureInterface on, byte[] octets, int from, int to) {
    switch (on.linkType()) {
      case CaptureInterface.HEX_LINE -> bare.message(at, octets, from, to);
      case 0, 108 -> loopback(at, octets, from, to);
      case 1 -> etherType(at, octets, from + 12, from + 14, to);
      case 12, 14, 101, 228, 229 -> ip.packet(at, octets, from, to);
      case 113 -> etherType(at, octets, from + 14, from + 16, to);
      case 276 -> etherType(at, octets, from, from + 20, to);
      case 139 -> mtp2.unitWithPseudoHeader(at, octets, from, to);
      case 140 -> mtp2.unit(at, octets, from, to);
      case 141 -> mtp3.message(at, octets, from, to);
      case 248 -> sctp.packet(at, octets, from, to);
      default -> {
        return unread.add(on)
            ? "link type " + on.linkType() + " of interface " + on.id() + " is not read"
            : null;
      }
    }
    return null;
  }

  /** The address family comes in the byte order of the capturing machine. */
  private void loopback(Arrival at, byte[] octets, int from, int to) {
    if (to - from < 4) {
      return;
    }
    int big = Octets.int32(octets, from);
    int family = (big & 0xFFFF0000) == 0 ? big : Octets.int32Little(octets, from);
    switch (family) {
      case 2, 10, 24, 28, 30 -> ip.packet(at, octets, from + 4, to);
      default -> {
        // Another network protocol.
      }
    }
  }

  /** Passes over any number of 802.1Q and 802.1ad tags. */
  private void etherType(Arrival at, byte[] octets, int typeAt, int payloadAt, int to) {
    if (payloadAt > to) {
      return;
    }
    int type = Octets.u16(octets, typeAt);
    int payload = payloadAt;
    while (type == 0x8100 || type == 0x88A8 || type == 0x9100) {
      if (payload + 4 > to) {
        return;
      }
      type = Octets.u16(octets, payload + 2);
      payload += 4;
    }
    if (type == IPV4 || type == IPV6) {
      ip.packet(at, octets, payload, to);
    }
  }
}
