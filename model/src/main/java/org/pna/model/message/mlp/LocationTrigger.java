package org.pna.model.message.mlp;

/** Why a triggered report came (OMA MLP, trl_trigger). */
public enum LocationTrigger {
  PERIODIC,
  /** The terminal became reachable. */
  MS_AVAIL,
  CHANGE_AREA,
  /** Velocity, distance, or one of a later version. */
  OTHER
}
