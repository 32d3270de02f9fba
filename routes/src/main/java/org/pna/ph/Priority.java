package org.pna.ph;

/** Which question goes first, the first first. */
public enum Priority {
  /** An operator waits for the answer. */
  BY_HAND,
  /** Something of the subscriber was missed (rule T1). */
  SUSPECT,
  /** What was heard leaves something open (rules T4, T9, T14). */
  RECORD,
  /** Somebody begins to watch, and what is held is old. */
  NEWLY_WATCHED,
  /** The serving node may have forgotten or missed something (rule T14). */
  NODE,
  /** Nothing was heard for long (rule T7). */
  REVALIDATE;

  /** Whether nothing that was heard asks for it: given up first under overload (rule S6). */
  boolean isPoll() {
    return compareTo(RECORD) > 0;
  }
}
