package org.pna.ph;

import java.time.Duration;
import java.util.Set;
import org.pna.model.message.map.Csi;

/**
 * Whose reports are wanted.
 *
 * @param whom whose
 * @param listed presentities, for {@link Whom#LIST}
 * @param kinds M-CSI, MG-CSI or both
 * @param serviceKeys those by which a CSI is known as ours
 * @param watchedFor how long somebody has watched before reports are wanted
 * @param unwatchedFor how long nobody has watched before they are wanted no longer
 * @param most IMSIs cared for at most
 */
public record ArmingSettings(
    Whom whom,
    Set<String> listed,
    Set<Csi.Kind> kinds,
    Set<Long> serviceKeys,
    Duration watchedFor,
    Duration unwatchedFor,
    int most) {
  public ArmingSettings {
    listed = Set.copyOf(listed);
    kinds = Set.copyOf(kinds);
    serviceKeys = Set.copyOf(serviceKeys);
  }

  /** Whose reports the operator wants. */
  public enum Whom {
    /** Of all rows of the directory. */
    ALL,
    /** Of some presentities. */
    LIST,
    /** Of those that somebody watches. */
    WATCHED,
    /** Of nobody but whom Pen asks for. */
    NONE
  }
}
