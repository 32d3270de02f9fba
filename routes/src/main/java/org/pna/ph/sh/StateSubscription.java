package org.pna.ph.sh;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Want;

/**
 * The subscription to one identity's state: what is wanted, and how far it is.
 *
 * @param want what is wanted
 * @param state how far it is
 * @param since when it came into this state; null if nothing was ever done
 * @param until asked for or standing: when it ends at the server, null: when it is cancelled;
 *     refused: when it is asked for again
 */
record StateSubscription(
    Want want, SubscriptionState state, @Nullable Instant since, @Nullable Instant until) {
  static final StateSubscription NONE =
      new StateSubscription(Want.NONE, SubscriptionState.NONE, null, null);

  StateSubscription wanting(Want other) {
    return new StateSubscription(other, state, since, until);
  }

  StateSubscription to(SubscriptionState next, @Nullable Instant end, Instant now) {
    return new StateSubscription(want, next, next == state ? since : now, end);
  }

  /** Whether the server has ended it by itself. */
  boolean isLapsed(Instant now) {
    return isHeld() && until != null && !until.isAfter(now);
  }

  /** Whether it stands at the server, or may. */
  boolean isHeld() {
    return state == SubscriptionState.ASKED || state == SubscriptionState.STANDING;
  }

  SubscriptionPhase phase() {
    if (!want.isWanted()) {
      return isHeld() ? SubscriptionPhase.ENDING : SubscriptionPhase.NONE;
    }
    return switch (state) {
      case NONE -> SubscriptionPhase.WANTED;
      case ASKED -> SubscriptionPhase.ASKING;
      case STANDING -> SubscriptionPhase.STANDING;
      case REFUSED -> SubscriptionPhase.REFUSED;
    };
  }
}
