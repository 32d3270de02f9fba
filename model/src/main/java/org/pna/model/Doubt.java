package org.pna.model;

/**
 * What is held of a domain may be wrong, as something that the network said shows: it is to be
 * asked about.
 *
 * @param domain the domain
 * @param settledByCall whether an answered call that is known of explains what was said
 */
public record Doubt(Domain domain, boolean settledByCall) implements Fact {}
