package org.pna.model;

/**
 * Whether an attached subscriber can be paged.
 *
 * @param domain the domain
 * @param reachable false when the network marks it not reachable for paging
 */
public record Reachability(Domain domain, boolean reachable) implements Fact {}
