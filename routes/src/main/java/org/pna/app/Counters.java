package org.pna.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counters as text shows them. */
final class Counters {
  private Counters() {}

  /** Those that are not zero, by name and tags. */
  static Map<String, Long> of(MeterRegistry meters) {
    Map<String, Long> counters = new TreeMap<>();
    for (Meter meter : meters.getMeters()) {
      if (meter instanceof Counter counter && counter.count() > 0) {
        String tags =
            meter.getId().getTags().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        counters.put(
            meter.getId().getName() + (tags.equals("{}") ? "" : tags), (long) counter.count());
      }
    }
    return counters;
  }
}
