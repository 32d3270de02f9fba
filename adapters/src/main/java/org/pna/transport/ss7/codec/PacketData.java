package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.IpText;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** End user address (TS 29.060 clause 7.7.27) and access point name (TS 23.003 clause 9.1). */
final class PacketData {
  private static final int IETF = 1;
  private static final int MAX_LABEL = 63;

  private PacketData() {}

  /**
   * An EndUserAddress (TS 29.078 clause 8.1): the IP address as RFC 5952 writes it, the IPv4
   * address where there are both; null when it is dynamic and not known yet, or no IP.
   */
  static @Nullable String address(BerReader element) throws MalformedMessageException {
    BerReader fields = element.contents("endUserAddress");
    int organization = -1;
    while (fields.next()) {
      switch (fields.tag()) {
        case 0x80 -> {
          fields.requireLength("pDPTypeOrganization", 1, 1);
          organization = fields.octet(0) & 0xf;
        }
        case 0x82 -> {
          fields.requireLength("pDPAddress", 1, 63);
          return organization == IETF ? ip(fields) : null;
        }
        default -> {}
      }
    }
    return null;
  }

  private static @Nullable String ip(BerReader element) {
    return switch (element.length()) {
      case 4, 20 ->
          element.octet(0)
              + "."
              + element.octet(1)
              + '.'
              + element.octet(2)
              + '.'
              + element.octet(3);
      case 16 -> IpText.ipv6(element.copy(), 0, 16);
      default -> null;
    };
  }

  /**
   * An access point name, dotted; null for one that names none. Letters, digits and other printable
   * characters of ASCII but the dot may stand in a label.
   */
  static @Nullable String accessPointName(BerReader element) throws MalformedMessageException {
    element.requireLength("accessPointName", 1, 100);
    StringBuilder dotted = new StringBuilder(element.length());
    int at = 0;
    while (at < element.length()) {
      int label = element.octet(at++);
      if (label == 0 && at == element.length()) {
        break;
      }
      if (label == 0 || label > MAX_LABEL || label > element.length() - at) {
        throw new MalformedMessageException(
            Kind.MISTYPED, "accessPointName", "label of " + label + " octets");
      }
      if (!dotted.isEmpty()) {
        dotted.append('.');
      }
      for (int end = at + label; at < end; at++) {
        int octet = element.octet(at);
        if (octet <= ' ' || octet > '~' || octet == '.') {
          throw new MalformedMessageException(
              Kind.UNEXPECTED_VALUE, "accessPointName", "octet " + octet);
        }
        dotted.append((char) octet);
      }
    }
    return dotted.isEmpty() ? null : dotted.toString();
  }
}
