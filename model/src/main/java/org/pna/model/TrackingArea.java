package org.pna.model;

/**
 * Tracking Area Identity (TS 23.003 clause 19.4.2.3).
 *
 * @param plmn the network
 * @param tac 0 to 65535
 */
public record TrackingArea(Plmn plmn, int tac) {
  /** {@code 240-99-4660}. */
  @Override
  public String toString() {
    return plmn.mcc() + '-' + plmn.mnc() + '-' + tac;
  }
}
