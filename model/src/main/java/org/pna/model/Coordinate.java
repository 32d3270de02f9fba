package org.pna.model;

/**
 * A place on the ellipsoid of WGS 84 (EPSG 4326).
 *
 * @param latitude degrees, -90 to 90, north positive
 * @param longitude degrees, -180 to 180, east positive
 */
public record Coordinate(double latitude, double longitude) {
  /**
   * @throws IllegalArgumentException outside these ranges
   */
  public Coordinate {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("not a latitude and a longitude");
    }
  }

  /** Tells no place. */
  @Override
  public String toString() {
    return "Coordinate";
  }
}
