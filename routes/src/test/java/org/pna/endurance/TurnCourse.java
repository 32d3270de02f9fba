package org.pna.endurance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A subscriber's way through a {@link TurnsLoad}. */
abstract class TurnCourse extends Course {
  /** When the last event happened; null when it was acknowledged. */
  @Nullable Instant happened;

  /** When it was first sent, by {@link System#nanoTime}; null before. */
  @Nullable Long sentFirst;

  /** When the gateway's present process was first sent it; null before. */
  @Nullable Long sentNow;

  TurnCourse(int number) {
    super(number);
  }

  /** Another event happens. */
  final void begin(Instant now) {
    next();
    happened = now;
  }

  /** Becomes what the next event tells, the same with each run. */
  abstract void next();

  @Override
  final boolean isOpen() {
    return happened != null && sentFirst != null;
  }

  @Override
  final boolean isOwed() {
    return happened != null;
  }
}
