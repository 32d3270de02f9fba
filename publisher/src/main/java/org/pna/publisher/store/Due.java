package org.pna.publisher.store;

import java.time.Instant;

/**
 * A presentity that has to be looked at.
 *
 * @param at when
 * @param presentity URI
 */
public record Due(Instant at, String presentity) {}
