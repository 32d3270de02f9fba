package org.pna.model;

/**
 * A circuit-switched call of the subscriber.
 *
 * @param id stable for the call's life, unique for the subscriber
 * @param state how far it is
 * @param bearer what it carries
 */
public record Call(String id, State state, Bearer bearer) implements Fact {
  /** The life of a call as the subscriber's own switch tells it. */
  public enum State {
    /** Begun, not answered: nobody is on the phone yet. */
    SETUP,
    /** Answered. */
    ACTIVE,
    /** Over, or never answered. */
    ENDED,
    /** Never the subscriber's: forwarded, busy, or not to be counted. It says nothing of him. */
    TURNED_AWAY,
    /** Nobody tells of it any more: it may go on or not (an aborted dialogue). */
    LOST
  }

  /** Bearer of a call (TS 22.001). */
  public enum Bearer {
    SPEECH,
    VIDEO,
    DATA
  }
}
