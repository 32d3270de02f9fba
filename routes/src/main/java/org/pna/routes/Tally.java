package org.pna.routes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the route did, by reason: the reasons are few and fixed. */
public final class Tally {
  private final MeterRegistry meters;
  private final Map<String, Counter> ignored = new ConcurrentHashMap<>();
  private final Counter published;
  private final Counter unchanged;

  public Tally(MeterRegistry meters) {
    this.meters = meters;
    this.published = meters.counter("pna.events.published");
    this.unchanged = meters.counter("pna.events.unchanged");
  }

  void ignored(String reason) {
    ignored
        .computeIfAbsent(reason, r -> meters.counter("pna.events.ignored", "reason", r))
        .increment();
  }

  void handled(boolean changed) {
    (changed ? published : unchanged).increment();
  }
}
