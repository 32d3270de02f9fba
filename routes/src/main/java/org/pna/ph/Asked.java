package org.pna.ph;

import java.time.Instant;

/**
 * What a presence server or an operator asked for.
 *
 * @param on whether reports are to come
 * @param since when it was asked
 */
public record Asked(boolean on, Instant since) {}
