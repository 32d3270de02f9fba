package org.pna.ph.sh;

import java.util.Locale;

/** How far a subscription is from what is wanted, in words of the documentation. */
public enum SubscriptionPhase {
  /** Not wanted, and there is none. */
  NONE,
  /** To be asked for. */
  WANTED,
  /** Asked for: no answer yet. */
  ASKING,
  /** It stands. */
  STANDING,
  /** The server does not know the user, or does not let us; asked again later. */
  REFUSED,
  /** Wanted no more, and not ended yet. */
  ENDING;

  /** As it is written: {@code standing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
