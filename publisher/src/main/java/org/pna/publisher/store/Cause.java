package org.pna.publisher.store;

/** What sets a change off. */
public enum Cause {
  /** A message. */
  EVENT,
  /** A moment that came. */
  TIMER
}
