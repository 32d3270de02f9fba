package org.pna.pl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Want;

/**
 * The triggered reporting of one SIM's location: what is wanted, and how far it is. {@code
 * toString} shows no identity.
 *
 * @param want what is wanted
 * @param requestId by which the server knows it; null: it does not stand
 * @param since when it began or was refused; null if nothing was ever done
 * @param until standing: when it ends at the server; refused: when it is asked for again; else null
 */
record Trigger(
    Want want, @Nullable String requestId, @Nullable Instant since, @Nullable Instant until) {
  static final Trigger NONE = new Trigger(Want.NONE, null, null, null);

  /** How far it is, in words of the documentation. */
  enum Phase {
    NONE,
    WANTED,
    STANDING,
    REFUSED,
    ENDING
  }

  Trigger wanting(Want other) {
    return new Trigger(other, requestId, since, until);
  }

  Trigger standing(String id, Instant now, Instant end) {
    return new Trigger(want, id, now, end);
  }

  Trigger refused(Instant now, Instant again) {
    return new Trigger(want, null, now, again);
  }

  Trigger ended() {
    return new Trigger(want, null, null, null);
  }

  Phase phase() {
    if (requestId != null) {
      return want.isWanted() ? Phase.STANDING : Phase.ENDING;
    } else if (!want.isWanted()) {
      return Phase.NONE;
    }
    return until == null ? Phase.WANTED : Phase.REFUSED;
  }

  /** Whether nothing is wanted or to be remembered. */
  boolean isDone() {
    return requestId == null && !want.isWanted() && want.asked() == null;
  }

  @Override
  public String toString() {
    return "Trigger[" + want + ", " + phase() + "]";
  }
}
