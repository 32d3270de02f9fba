package org.pna.simulator;

/** What a simulated S-CSCF may do wrong. */
public enum ScscfFault {
  /** Nobody is told of a contact that expires. */
  SILENT_EXPIRY,
  /** NOTIFYs are lost on their way: the next one comes with a gap in its version. */
  LOST_NOTIFY,
  /** Each NOTIFY comes twice. */
  DUPLICATE_NOTIFY,
  /** Each NOTIFY goes after the one that follows it. */
  REORDERED_NOTIFY,
  /** The first NOTIFY goes before the answer to its SUBSCRIBE. */
  NOTIFY_FIRST,
  /** SUBSCRIBE is not answered, and no NOTIFY follows. */
  NO_ANSWER,
  /** SUBSCRIBE is answered after a second. */
  SLOW_ANSWER,
  /** Who de-registers one contact is said to be gone, with Expires 0, though another is there. */
  EARLY_GOODBYE
}
