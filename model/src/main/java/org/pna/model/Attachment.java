package org.pna.model;

/**
 * Whether a subscriber is attached to a domain.
 *
 * @param domain the domain
 * @param state what the network says
 */
public record Attachment(Domain domain, State state) implements Fact {
  /** Attachment as a serving node reports it. */
  public enum State {
    ATTACHED,
    /** The subscriber said good-bye. */
    DETACHED,
    /** The network concluded it, by its implicit-detach timer (TS 23.078 clause 9.3.1). */
    DETACHED_BY_NETWORK,
    /** The old SGSN lost the subscriber to another one, or for good: to be seen (MM-Code 82). */
    LEAVING,
    /** In an area where no service is allowed (NotReachableReason restrictedArea). */
    RESTRICTED,
    /** The home register knows no serving node: purged, or lost in its restart. */
    NOT_REGISTERED
  }
}
