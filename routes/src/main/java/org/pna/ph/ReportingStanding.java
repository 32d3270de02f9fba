package org.pna.ph;

import java.util.Set;
import org.pna.model.message.map.Csi;

/**
 * How far the reports on one SIM are.
 *
 * @param imsi its digits
 * @param armament what is wished, and how far it is
 * @param kinds which CSIs the configuration lets us change
 * @param settled whether nothing is left to do for now
 */
public record ReportingStanding(
    String imsi, Armament armament, Set<Csi.Kind> kinds, boolean settled) {
  @Override
  public String toString() {
    return "ReportingStanding[" + armament + "]";
  }
}
