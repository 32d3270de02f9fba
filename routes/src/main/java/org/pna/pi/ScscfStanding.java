package org.pna.pi;

/**
 * How our subscriptions at one S-CSCF stand.
 *
 * @param scscf its host and port, as it names itself
 * @param open that live
 * @param pending that are to be begun, or are being begun
 * @param failed of these, those that failed when they were tried last
 * @param off that are not wanted
 * @param silent whether none lives, and one failed again and again
 */
public record ScscfStanding(
    String scscf, int open, int pending, int failed, int off, boolean silent) {}
