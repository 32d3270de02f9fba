package org.pna.model;

/**
 * Public Land Mobile Network code (TS 23.003 clause 2.2).
 *
 * @param mcc three digits
 * @param mnc two or three digits
 */
public record Plmn(String mcc, String mnc) {
  /** The digits as the operator writes them, {@code 310260}. */
  public String digits() {
    return mcc + mnc;
  }
}
