package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only moves when told. */
public final class HandClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T04:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
