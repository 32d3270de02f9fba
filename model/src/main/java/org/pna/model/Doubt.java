package org.pna.model;

/**
 * What is held of a domain may be wrong, as something that the network said shows: it is to be
 * asked about.
 *
 * @param domain the domain
 */
public record Doubt(Domain domain) implements Fact {}
