package org.pna.publisher.pidf;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SIM in a handset (RFC 4479 clause 3.4) and the networks that have it.
 *
 * @param id xs:ID
 * @param deviceId URN that tells no IMSI
 * @param networks OMA network availability, in the order of their ids; may be empty
 * @param location last known place by cell, or null
 * @param position last known place by coordinates, or null
 * @param timestamp of the last change
 */
public record Device(
    String id,
    String deviceId,
    List<Network> networks,
    @Nullable CellLocation location,
    @Nullable GeodeticLocation position,
    Instant timestamp)
    implements Element {
  public Device {
    networks = List.copyOf(networks);
  }

  /** A device of which no coordinates are known. */
  public Device(
      String id,
      String deviceId,
      List<Network> networks,
      @Nullable CellLocation location,
      Instant timestamp) {
    this(id, deviceId, networks, location, null, timestamp);
  }

  @Override
  public Device at(Instant timestamp) {
    return new Device(id, deviceId, networks, location, position, timestamp);
  }

  /** The location's own time does not count: only a new place is a change. */
  @Override
  public boolean saysTheSameAs(Element other) {
    if (!(other instanceof Device device)) {
      return false;
    }
    CellLocation here = location;
    CellLocation there = device.location;
    CellLocation timed = here != null && there != null ? here.at(there.time()) : here;
    GeodeticLocation stood = position;
    GeodeticLocation stands = device.position;
    GeodeticLocation same =
        stood != null && stands != null && stood.saysTheSameAs(stands) ? stands : stood;
    return new Device(id, deviceId, networks, timed, same, device.timestamp).equals(device);
  }

  /** What watchers that may not see the location see. */
  public Device withoutLocation() {
    return location == null && position == null
        ? this
        : new Device(id, deviceId, networks, null, timestamp);
  }
}
