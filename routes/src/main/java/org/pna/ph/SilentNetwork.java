package org.pna.ph;

/**
 * A network or node that does not report mobility events to us (rule T11).
 *
 * @param kind what the name is
 * @param name digits of a PLMN, or a node's name; empty for the others
 * @param subscribers how many that are watched are known there by asking alone
 */
public record SilentNetwork(Kind kind, String name, int subscribers) {
  /** How a network is named. */
  public enum Kind {
    /** All nodes of a network. */
    PLMN,
    /** A node whose network is not known. */
    NODE,
    /** Those for which there was no room. */
    OTHERS
  }
}
