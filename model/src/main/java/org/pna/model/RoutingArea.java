package org.pna.model;

/**
 * Routing Area Identification (TS 23.003 clause 4.2).
 *
 * @param area the location area
 * @param rac 0 to 255
 */
public record RoutingArea(LocationArea area, int rac) {
  /** {@code 240-99-6699-7}. */
  @Override
  public String toString() {
    return area.toString() + '-' + rac;
  }
}
