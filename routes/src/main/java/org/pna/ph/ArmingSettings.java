package org.pna.ph;

import java.util.Set;
import org.pna.model.message.map.Csi;

/**
 * Whose CSIs are to be armed.
 *
 * @param reporting whose
 * @param kinds M-CSI, MG-CSI or both
 * @param serviceKeys those by which a CSI is known as ours
 * @param most IMSIs cared for at most
 */
public record ArmingSettings(
    ReportingSettings reporting, Set<Csi.Kind> kinds, Set<Long> serviceKeys, int most) {
  public ArmingSettings {
    kinds = Set.copyOf(kinds);
    serviceKeys = Set.copyOf(serviceKeys);
  }
}
