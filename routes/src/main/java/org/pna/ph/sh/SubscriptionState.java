package org.pna.ph.sh;

/** How far a subscription is, as the server told last. */
enum SubscriptionState {
  /** There is none. */
  NONE,
  /** It was asked for or is about to be, and may stand: no answer is known. */
  ASKED,
  /** It stands. */
  STANDING,
  /** The server does not know the user, or does not let us. */
  REFUSED
}
