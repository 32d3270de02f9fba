package org.pna.app.replay;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of a trace: the latest time stamp so far. One thread sets it. */
final class TraceClock implements InstantSource {
  private long micros;
  private Instant instant = Instant.EPOCH;

  /** Goes on to a frame's time, in microseconds since 1970; false if that is no later. */
  boolean advance(long epochMicros) {
    if (epochMicros <= micros) {
      return false;
    }
    micros = epochMicros;
    instant =
        Instant.ofEpochSecond(
            Math.floorDiv(epochMicros, 1_000_000L), Math.floorMod(epochMicros, 1_000_000L) * 1000L);
    return true;
  }

  /** Now, in microseconds since 1970; 0 before the first frame. */
  long micros() {
    return micros;
  }

  @Override
  public Instant instant() {
    return instant;
  }
}
