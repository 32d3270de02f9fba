package org.pna.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber was last in contact with one domain (TS 29.002, LocationInformation and
 * LocationInformationGPRS).
 *
 * @param domain the domain that knows it
 * @param ageMinutes time since the last contact, 0 to 32767; null when the network does not say
 * @param cell cell or service area
 * @param area location area, when no cell is given
 * @param routingArea routing area, PS only
 * @param trackingArea tracking area, PS only
 * @param eutranCell cell of E-UTRAN, PS only
 */
public record Location(
    Domain domain,
    @Nullable Integer ageMinutes,
    @Nullable Cell cell,
    @Nullable LocationArea area,
    @Nullable RoutingArea routingArea,
    @Nullable TrackingArea trackingArea,
    @Nullable EutranCell eutranCell)
    implements Fact {

  /** A location in GERAN or UTRAN. */
  public Location(
      Domain domain,
      @Nullable Integer ageMinutes,
      @Nullable Cell cell,
      @Nullable LocationArea area,
      @Nullable RoutingArea routingArea) {
    this(domain, ageMinutes, cell, area, routingArea, null, null);
  }

  /** Whether it says any place at all. */
  public boolean hasPlace() {
    return cell != null
        || area != null
        || routingArea != null
        || trackingArea != null
        || eutranCell != null;
  }

  /** The own domain's location if it says anything, else the other's if it knows a place. */
  public static @Nullable Location ownOrOther(@Nullable Location own, @Nullable Location other) {
    if (own != null && (own.hasPlace() || own.ageMinutes() != null)) {
      return own;
    }
    return other != null && other.hasPlace() ? other : null;
  }

  /** The network that serves this place, or null without a place. */
  public @Nullable Plmn plmn() {
    if (cell != null) {
      return cell.area().plmn();
    }
    if (area != null) {
      return area.plmn();
    }
    if (routingArea != null) {
      return routingArea.area().plmn();
    }
    if (eutranCell != null) {
      return eutranCell.plmn();
    }
    return trackingArea == null ? null : trackingArea.plmn();
  }
}
