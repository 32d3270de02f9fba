package org.pna.model;

/**
 * Whether a subscriber is in a call (CS) or has a data session (PS), told without naming any: what
 * an interrogation answers (TS 29.002, SubscriberState and PS-SubscriberState).
 *
 * @param domain the domain
 * @param engaged whether at least one call or session exists
 */
public record Engagement(Domain domain, boolean engaged) implements Fact {}
