package org.pna.model;

/**
 * Whether a subscriber is attached to the evolved packet system or to the 5G system (TS 29.328
 * clause 7.6.7).
 *
 * @param access EPS or FIVE_GS
 * @param state what the home register says
 */
public record PacketAccess(AccessType access, State state) implements Fact {
  /**
   * @throws IllegalArgumentException for any other access: of GERAN and UTRAN {@link Attachment},
   *     {@link Reachability} and {@link Engagement} tell
   */
  public PacketAccess {
    if (access != AccessType.EPS && access != AccessType.FIVE_GS) {
      throw new IllegalArgumentException("no packet access of its own: " + access);
    }
  }

  /** How a node serves the subscriber. */
  public enum State {
    DETACHED,
    /** Attached, not reachable for paging. */
    NOT_REACHABLE,
    /** Attached and reachable for paging. */
    REACHABLE,
    /** Has a data session and is not reachable for paging. */
    CONNECTED_NOT_REACHABLE,
    /** Has a data session and is reachable. */
    CONNECTED,
    /** The register was asked, and the node did not tell it. */
    NOT_PROVIDED;

    /** Whether it says of somebody who could be reached that there is no data session. */
    public boolean deniesSessions() {
      return this == DETACHED || this == REACHABLE;
    }
  }
}
