package org.pna.normalise;

import java.time.Duration;

/**
 * What is taken for a supplier's failure rather than its subscribers' (semantics T15).
 *
 * @param share percent of the presentities held that may turn negative, above 0 to 100
 * @param least how many may in any case, at least 1
 * @param within the time in which they are counted, in whole seconds, one second to one hour
 * @param hold how long those beyond wait
 * @param rate of those that waited, how many a second take effect, at least 1
 */
public record NegativeLimits(double share, int least, Duration within, Duration hold, int rate) {}
