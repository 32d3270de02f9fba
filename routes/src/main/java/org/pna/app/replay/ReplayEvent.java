package org.pna.app.replay;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Place;
import org.pna.model.RoutingArea;
import org.pna.model.Source;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;

/**
 * What replay prints of one event; absent values are null.
 *
 * @param file as the argument was given
 * @param frame that completed the message
 * @param time of that frame
 * @param source reference point
 * @param operation name in its specification
 * @param event name of the event; null when unknown
 * @param code the event's code
 * @param imsi digits
 * @param msisdn digits
 * @param presentity URI
 * @param published whether the document changed
 * @param age minutes
 * @param cgi cell
 * @param sai service area
 * @param lai location area
 * @param rai routing area
 * @param vlr VLR number
 * @param sgsn SGSN number
 */
record ReplayEvent(
    String file,
    long frame,
    Instant time,
    String source,
    String operation,
    @Nullable String event,
    String code,
    @Nullable String imsi,
    @Nullable String msisdn,
    @Nullable String presentity,
    boolean published,
    @Nullable Integer age,
    @Nullable String cgi,
    @Nullable String sai,
    @Nullable String lai,
    @Nullable String rai,
    @Nullable String vlr,
    @Nullable String sgsn) {

  static ReplayEvent of(NetworkMessage message, @Nullable String presentity, boolean published) {
    if (message instanceof NoteMmEvent event) {
      return of(event, presentity, published);
    }
    throw new IllegalArgumentException("no replay form of " + message.getClass().getName());
  }

  private static ReplayEvent of(
      NoteMmEvent message, @Nullable String presentity, boolean published) {
    Place.Frame place = (Place.Frame) message.origin().place();
    MmCode code = message.mmCode();
    Location own = message.isPacketSwitched() ? message.locationGprs() : message.location();
    Location other = message.isPacketSwitched() ? message.location() : message.locationGprs();
    Cell cell = first(own, other, Location::cell);
    LocationArea area = first(own, other, Location::area);
    RoutingArea routingArea = first(own, other, Location::routingArea);
    boolean serviceArea = cell != null && cell.serviceArea();
    return new ReplayEvent(
        place.file(),
        place.number(),
        message.origin().time(),
        (message.isPacketSwitched() ? Source.PG : Source.PC).name(),
        "noteMM-Event",
        code == null ? null : code.name(),
        message.code(),
        message.imsi().digits(),
        message.msisdn().digits(),
        presentity,
        published,
        own == null ? null : own.ageMinutes(),
        cell == null || serviceArea ? null : cell.toString(),
        cell == null || !serviceArea ? null : cell.toString(),
        area == null ? null : area.toString(),
        routingArea == null ? null : routingArea.toString(),
        message.vlrNumber(),
        message.sgsnNumber());
  }

  /** What the event's own domain says of a place, else what the other one does. */
  private static <T> @Nullable T first(
      @Nullable Location own, @Nullable Location other, Function<Location, @Nullable T> part) {
    T said = own == null ? null : part.apply(own);
    return said != null || other == null ? said : part.apply(other);
  }

  @Override
  public String toString() {
    return "ReplayEvent[" + file + ", " + frame + "]";
  }
}
