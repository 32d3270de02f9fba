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
 * @param location last known place, or null
 * @param timestamp of the last change
 */
public record Device(
    String id,
    String deviceId,
    List<Network> networks,
    @Nullable CellLocation location,
    Instant timestamp)
    implements Element {
  public Device {
    networks = List.copyOf(networks);
  }

  @Override
  public Device at(Instant timestamp) {
    return new Device(id, deviceId, networks, location, timestamp);
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
    return new Device(id, deviceId, networks, timed, device.timestamp).equals(device);
  }

  /** What watchers that may not see the location see. */
  public Device withoutLocation() {
    return location == null ? this : new Device(id, deviceId, networks, null, timestamp);
  }
}
