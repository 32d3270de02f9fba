package org.pna.transport.trace;

import java.time.Instant;
import org.pna.model.Place;
import org.pna.model.message.Origin;

/**
 * The coming in of one frame. What is put together of several frames is complete with the latest.
 *
 * @param place file and frame number
 * @param epochMicros the frame's own time
 * @param clock the trace's clock in microseconds: the latest time so far
 * @param ordinal the frame's place in the whole trace, all files together
 */
record Arrival(Place.Frame place, long epochMicros, long clock, long ordinal) {

  Origin origin() {
    return new Origin(
        Instant.ofEpochSecond(
            Math.floorDiv(epochMicros, 1_000_000L),
            Math.floorMod(epochMicros, 1_000_000L) * 1_000L),
        place);
  }

  Arrival latest(Arrival other) {
    return other.ordinal > ordinal ? other : this;
  }
}
