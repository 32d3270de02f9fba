package org.pna.ph;

import java.time.Duration;
import java.util.Set;

/**
 * Whose reports are wanted.
 *
 * @param whom whose
 * @param listed presentities, for {@link Whom#LIST}
 * @param watchedFor how long somebody has watched before reports are wanted
 * @param unwatchedFor how long nobody has watched before they are wanted no longer
 */
public record ReportingSettings(
    Whom whom, Set<String> listed, Duration watchedFor, Duration unwatchedFor) {
  public ReportingSettings {
    listed = Set.copyOf(listed);
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
