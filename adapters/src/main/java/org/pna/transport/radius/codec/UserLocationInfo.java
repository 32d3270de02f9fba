package org.pna.transport.radius.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.RoutingArea;
import org.pna.model.message.accounting.UserLocation;

/**
 * 3GPP-User-Location-Info: an octet that tells the type, and a location of that type (TS 29.061
 * clause 16.4.7.2, TS 29.060 clause 7.7.51, TS 29.274 clause 8.21).
 */
final class UserLocationInfo {
  private static final String NAME = "3GPP-User-Location-Info";
  private static final int ECI_BITS = 0x0fffffff;

  private UserLocationInfo() {}

  /** The location; null for a type that is not known here. */
  static @Nullable UserLocation read(AttributeReader value) throws MalformedMessageException {
    if (value.length() == 0) {
      throw new MalformedMessageException(Kind.MISTYPED, NAME, "empty");
    }
    return switch (value.octet(0)) {
      case 0 -> cell(value, false);
      case 1 -> cell(value, true);
      case 2 -> routingArea(value);
      case 128 -> {
        value.require(NAME, 6);
        yield tai(value);
      }
      case 129 -> {
        value.require(NAME, 8);
        yield ecgi(value, 1);
      }
      case 130 -> {
        value.require(NAME, 13);
        yield new UserLocation.TaiAndEcgi(tai(value), ecgi(value, 6));
      }
      default -> null;
    };
  }

  private static UserLocation cell(AttributeReader value, boolean serviceArea)
      throws MalformedMessageException {
    value.require(NAME, 8);
    return new UserLocation.OfCell(new Cell(area(value), u16(value, 6), serviceArea));
  }

  /** The octet behind the routing area code is a filler. */
  private static UserLocation routingArea(AttributeReader value) throws MalformedMessageException {
    value.require(NAME, 8);
    return new UserLocation.OfRoutingArea(new RoutingArea(area(value), value.octet(6)));
  }

  private static LocationArea area(AttributeReader value) throws MalformedMessageException {
    return new LocationArea(NetworkCode.octets(value, 1, NAME), u16(value, 4));
  }

  private static UserLocation.Tai tai(AttributeReader value) throws MalformedMessageException {
    return new UserLocation.Tai(NetworkCode.octets(value, 1, NAME), u16(value, 4));
  }

  private static UserLocation.Ecgi ecgi(AttributeReader value, int at)
      throws MalformedMessageException {
    int eci = (u16(value, at + 3) << 16 | u16(value, at + 5)) & ECI_BITS;
    return new UserLocation.Ecgi(NetworkCode.octets(value, at, NAME), eci);
  }

  private static int u16(AttributeReader value, int at) {
    return value.octet(at) << 8 | value.octet(at + 1);
  }
}
