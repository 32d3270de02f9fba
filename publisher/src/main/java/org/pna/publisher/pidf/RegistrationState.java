package org.pna.publisher.pidf;

/** Whether a means is registered (OMA PIDF extensions, op:registration-state). */
public enum RegistrationState {
  ACTIVE,
  TERMINATED
}
