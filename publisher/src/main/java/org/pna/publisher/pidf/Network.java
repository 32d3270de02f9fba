package org.pna.publisher.pidf;

import org.jspecify.annotations.Nullable;

/**
 * Availability of a device on one network (OMA PIDF extensions, op:network).
 *
 * @param id network name, an xs:token such as {@code 3GPP-CS}
 * @param active active or terminated: exactly one is written
 * @param roaming home or visited (pde:home, pde:visited), null when not known
 * @param notReachable attached but not reachable for paging (project namespace)
 */
public record Network(String id, boolean active, @Nullable Roaming roaming, boolean notReachable) {
  /** Whose network serves the subscriber. */
  public enum Roaming {
    HOME,
    VISITED
  }
}
