package org.pna.app.replay;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.RoutingArea;

/**
 * Where a message says that its subscriber is; absent values are null.
 *
 * @param age minutes
 * @param cgi cell
 * @param sai service area
 * @param lai location area
 * @param rai routing area
 * @param vlr VLR number
 * @param sgsn SGSN number
 */
record Whereabouts(
    @Nullable Integer age,
    @Nullable String cgi,
    @Nullable String sai,
    @Nullable String lai,
    @Nullable String rai,
    @Nullable String vlr,
    @Nullable String sgsn) {
  static final Whereabouts NOT_TOLD = new Whereabouts(null, null, null, null, null, null, null);

  /**
   * What the event's own domain says of a place, else what the other one does.
   *
   * @param own location in the event's own domain
   * @param other location in the other one
   */
  static Whereabouts of(
      @Nullable Location own,
      @Nullable Location other,
      @Nullable String vlr,
      @Nullable String sgsn) {
    Cell cell = first(own, other, Location::cell);
    LocationArea area = first(own, other, Location::area);
    RoutingArea routingArea = first(own, other, Location::routingArea);
    boolean serviceArea = cell != null && cell.serviceArea();
    return new Whereabouts(
        own == null ? null : own.ageMinutes(),
        cell == null || serviceArea ? null : cell.toString(),
        cell == null || !serviceArea ? null : cell.toString(),
        area == null ? null : area.toString(),
        routingArea == null ? null : routingArea.toString(),
        vlr,
        sgsn);
  }

  private static <T> @Nullable T first(
      @Nullable Location own, @Nullable Location other, Function<Location, @Nullable T> part) {
    T said = own == null ? null : part.apply(own);
    return said != null || other == null ? said : part.apply(other);
  }
}
