package org.pna.model;

/** What is given up first when there is no room (rule S6), the first first. */
public enum Urgency {
  /** Only where the subscriber is; the next one makes up for it. */
  LOCATION,
  /** Attach, detach, reachable or not: nothing repeats it. */
  TRANSITION
}
