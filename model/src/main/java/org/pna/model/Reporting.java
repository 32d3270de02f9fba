package org.pna.model;

/**
 * Whether the network reports mobility events of a domain to us: the state of M-CSI (CS) or MG-CSI
 * (PS), TS 23.078 clause 9.3. It says nothing of the subscriber.
 *
 * @param domain the domain
 * @param armed whether reports come
 */
public record Reporting(Domain domain, boolean armed) implements Fact {}
