package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.MalformedMessageException;

/**
 * What a GPRS event tells beside its type, such as GPRSEventSpecificInformation (TS 29.078 clause
 * 5.1). What is wrong in it is left out.
 *
 * @param routeingAreaUpdate whether what ended goes on at another SGSN
 * @param location where the subscriber is
 * @param sgsnNumber digits, from the location
 * @param apn access point name, dotted
 * @param address IP address (RFC 5952)
 */
record GprsSpecificInformation(
    boolean routeingAreaUpdate,
    @Nullable Location location,
    @Nullable String sgsnNumber,
    @Nullable String apn,
    @Nullable String address) {
  static final GprsSpecificInformation NONE =
      new GprsSpecificInformation(false, null, null, null, null);

  private static final int ATTACH_CHANGE_OF_POSITION = 0xa0;
  private static final int PDP_CONTEXT_CHANGE_OF_POSITION = 0xa1;
  private static final int DETACH = 0xa2;
  private static final int DISCONNECT = 0xa3;
  private static final int PDP_CONTEXT_ESTABLISHMENT = 0xa4;
  private static final int PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT = 0xa5;

  /** Reads the alternative that the element holds; one that is unknown tells nothing. */
  static GprsSpecificInformation read(BerReader element) throws MalformedMessageException {
    BerReader choice = element.contents("gPRSEventSpecificInformation");
    if (!choice.next()) {
      return NONE;
    }
    BerReader fields = choice.contents("gPRSEventSpecificInformation");
    Builder told = new Builder();
    while (fields.next()) {
      int tag = fields.tag();
      switch (choice.tag()) {
        case ATTACH_CHANGE_OF_POSITION -> told.take(fields, -1, -1, 0xa0);
        case PDP_CONTEXT_CHANGE_OF_POSITION -> told.take(fields, 0x80, 0xa3, 0xa2);
        case PDP_CONTEXT_ESTABLISHMENT -> told.take(fields, 0x80, 0xa1, 0xa3);
        case PDP_CONTEXT_ESTABLISHMENT_ACKNOWLEDGEMENT -> told.take(fields, 0x80, 0xa2, 0xa4);
        case DETACH, DISCONNECT -> told.routeingAreaUpdate |= tag == 0x81;
        default -> {}
      }
    }
    return told.build();
  }

  /** Gathers what is told, each part for itself. */
  static final class Builder {
    private boolean routeingAreaUpdate;
    private @Nullable LocationInformation location;
    private @Nullable Location area;
    private @Nullable String apn;
    private @Nullable String address;

    void address(BerReader element) {
      address = Lenient.orNull(() -> PacketData.address(element));
    }

    void accessPointName(BerReader element) {
      apn = Lenient.orNull(() -> PacketData.accessPointName(element));
    }

    void location(BerReader element) {
      location =
          Lenient.orNull(() -> LocationInformation.camel(element, "gPRSEventSpecificInformation"));
    }

    /** RAI on its own, which counts where no location information stands. */
    void routeingArea(BerReader element) {
      area =
          Lenient.orNull(
              () -> new Location(Domain.PS, null, null, null, AreaIdentity.rai(element, "rai")));
    }

    private void take(BerReader field, int apnTag, int addressTag, int locationTag) {
      int tag = field.tag();
      if (tag == apnTag) {
        accessPointName(field);
      } else if (tag == addressTag) {
        address(field);
      } else if (tag == locationTag) {
        location(field);
      }
    }

    GprsSpecificInformation build() {
      return new GprsSpecificInformation(
          routeingAreaUpdate,
          location == null ? area : location.location(),
          location == null ? null : location.node(),
          apn,
          address);
    }
  }
}
