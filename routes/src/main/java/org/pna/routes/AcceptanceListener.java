package org.pna.routes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;

/**
 * Told when what a message says has taken effect and is safe: whoever doubted need not any more.
 */
@FunctionalInterface
public interface AcceptanceListener {
  /** Nobody doubts. */
  AcceptanceListener NONE = (imsi, domain, time) -> {};

  /**
   * Called on any thread, not to block.
   *
   * @param imsi the SIM it was about, digits
   * @param domain it was about; null for both
   * @param time when it was heard
   */
  void accepted(String imsi, @Nullable Domain domain, Instant time);
}
