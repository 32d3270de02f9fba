package org.pna.model;

/**
 * Location Area Identification (TS 23.003 clause 4.1).
 *
 * @param plmn the network
 * @param lac 0 to 65535
 */
public record LocationArea(Plmn plmn, int lac) {
  /** {@code 240-99-6699}. */
  @Override
  public String toString() {
    return plmn.mcc() + '-' + plmn.mnc() + '-' + lac;
  }
}
