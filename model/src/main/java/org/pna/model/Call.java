package org.pna.model;

/**
 * A circuit-switched call of the subscriber.
 *
 * @param id stable for the call's life, unique for the subscriber
 * @param active true from answer to release
 * @param bearer what it carries
 */
public record Call(String id, boolean active, Bearer bearer) implements Fact {
  /** Bearer of a call (TS 22.001). */
  public enum Bearer {
    SPEECH,
    VIDEO,
    DATA
  }
}
