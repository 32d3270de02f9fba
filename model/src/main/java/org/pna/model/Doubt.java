package org.pna.model;

/**
 * What is held of a domain may be wrong, as something that the network said shows: it is to be
 * asked about.
 *
 * @param domain the domain
 * @param unless what explains all that was said
 */
public record Doubt(Domain domain, Unless unless) implements Fact {
  /** What may be held that leaves no doubt. */
  public enum Unless {
    NOTHING,
    /** An answered call that goes on. */
    IN_CALL,
    /** That the subscriber is attached. */
    ATTACHED
  }
}
