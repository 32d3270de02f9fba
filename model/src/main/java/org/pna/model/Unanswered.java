package org.pna.model;

/**
 * The network was asked about a domain and did not tell: it does not know, or no answer came.
 *
 * @param domain the domain
 */
public record Unanswered(Domain domain) implements Fact {}
