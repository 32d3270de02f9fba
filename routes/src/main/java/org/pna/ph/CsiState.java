package org.pna.ph;

/** How far a CSI is from reporting to us, as the register told last. */
public enum CsiState {
  /** We never had anything to do with it. */
  UNTOUCHED,
  /** To be found out by asking: not asked yet, or a change was under way that may have happened. */
  UNKNOWN,
  /** Active, ours, with all that we need. */
  ARMED,
  /** Not active, ours, with all that we need. */
  DISARMED,
  /** The register does not let us. */
  REFUSED,
  /** It is another application's: never touched (rule S5). */
  FOREIGN,
  /** Not provisioned, or without the events or the service key that we need: never touched. */
  INCOMPLETE;

  /** Whether nothing is left to do. */
  boolean isSettled(boolean wanted) {
    return switch (this) {
      case UNTOUCHED, DISARMED -> !wanted;
      case ARMED -> wanted;
      case UNKNOWN -> false;
      case REFUSED, FOREIGN, INCOMPLETE -> true;
    };
  }

  /** Whether it is settled against what is wanted, and only the operator can change that. */
  boolean isStuck() {
    return this == REFUSED || this == FOREIGN || this == INCOMPLETE;
  }
}
