package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a CSI is, and since when.
 *
 * @param since null while nothing was ever done
 */
public record CsiStanding(CsiState state, @Nullable Instant since) {
  /** Nothing was ever done. */
  static final CsiStanding UNTOUCHED = new CsiStanding(CsiState.UNTOUCHED, null);

  /** In a state from now on, if it is another. */
  CsiStanding to(CsiState next, Instant now) {
    return next == state ? this : new CsiStanding(next, now);
  }
}
