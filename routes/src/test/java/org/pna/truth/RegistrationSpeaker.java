package org.pna.truth;

/** Somebody who tells that a SIM's identity is registered, or no longer. */
interface RegistrationSpeaker {
  void registration(Sim sim);
}
