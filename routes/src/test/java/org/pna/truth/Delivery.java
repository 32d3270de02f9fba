package org.pna.truth;

import java.util.Map;

/**
 * A signal that arrived.
 *
 * @param sentAt milliseconds
 * @param held how the network had the means on which it bears when it was sent
 * @param message as it was heard
 */
record Delivery(Signal signal, long sentAt, Map<Means, Boolean> held, Object message) {}
