package org.pna.model;

/**
 * The network does not let us know where the subscriber is: what is held of it is not to be shown
 * any more.
 */
public record PositionWithheld() implements Fact {}
