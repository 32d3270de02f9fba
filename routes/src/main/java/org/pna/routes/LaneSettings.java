package org.pna.routes;

import java.time.Duration;

/**
 * Threads and bounds of the route.
 *
 * @param lanes threads that own presence state, at least 1
 * @param queue messages that may wait for each lane
 * @param repeatWindow how long a repeat is looked for (rule T2)
 * @param horizon how far ahead the lanes keep alarms themselves; later ones are found in the store
 *     when their time comes
 */
public record LaneSettings(int lanes, int queue, Duration repeatWindow, Duration horizon) {}
