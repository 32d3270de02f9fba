package org.pna.truth;

/** Somebody who tells how a SIM's identity is registered. */
interface RegistrationSpeaker {
  /** What happened to a registration. */
  enum Change {
    BEGUN,
    RENEWED,
    /** The phone ended it. */
    ENDED,
    /** The phone did not renew it in time. */
    EXPIRED
  }

  void registration(Sim sim, Change change);
}
