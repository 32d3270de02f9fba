package org.pna.model;

/**
 * A cell (CGI, TS 23.003 clause 4.3.1) or a service area (SAI, clause 12.5): both have the same
 * seven octets on the wire.
 *
 * @param area the location area
 * @param ci cell identity or service area code, 0 to 65535
 * @param serviceArea whether it names a service area
 */
public record Cell(LocationArea area, int ci, boolean serviceArea) {
  /** {@code 240-99-6699-15437}. */
  @Override
  public String toString() {
    return area.toString() + '-' + ci;
  }
}
