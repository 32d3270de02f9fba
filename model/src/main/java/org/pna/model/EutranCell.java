package org.pna.model;

/**
 * E-UTRAN Cell Global Identification (TS 23.003 clause 19.6).
 *
 * @param plmn the network
 * @param eci 0 to 268435455
 */
public record EutranCell(Plmn plmn, int eci) {
  /** {@code 240-99-28036574}. */
  @Override
  public String toString() {
    return plmn.mcc() + '-' + plmn.mnc() + '-' + eci;
  }
}
