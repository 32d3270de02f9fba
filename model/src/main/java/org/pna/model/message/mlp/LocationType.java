package org.pna.model.message.mlp;

/** Which location is wanted (OMA MLP, loc_type). */
public enum LocationType {
  CURRENT,
  LAST,
  CURRENT_OR_LAST,
  LAST_OR_CURRENT,
  INITIAL
}
