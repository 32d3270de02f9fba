package org.pna.transport.ss7;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one link counts, as {@code pna.map.*} with the tag {@code link}. */
final class MapMeters {
  private static final Logger LOG = LoggerFactory.getLogger(MapMeters.class);

  private final MeterRegistry registry;
  private final String link;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final RateLimitedLog log =
      new RateLimitedLog(LOG, Duration.ofSeconds(10), System::nanoTime);

  MapMeters(MeterRegistry registry, String link) {
    this.registry = registry;
    this.link = link;
  }

  /** An invoke of noteMM-Event was answered. */
  void answered(Answer answer) {
    count("pna.map.received", "result", answer.label());
  }

  /** An answer that could not be sent any more: its dialogue had ended or its link was down. */
  void unsent(String reason) {
    count("pna.map.unsent", "reason", reason);
  }

  /** A dialogue or operation that is not ours to serve. */
  void refused(String reason) {
    count("pna.map.rejected", "reason", reason);
  }

  /** An argument that cannot be decoded. */
  void malformed(String kind, String fault) {
    count("pna.map.malformed", "kind", kind);
    log.warn("Link " + link + ": malformed noteMM-Event, " + fault);
  }

  /** A message stopped before it reached the stack's next layer. */
  void stopped(String layer, String reason) {
    count("pna.map.guard", "action", layer + '-' + reason);
  }

  /** A fault inside the gateway or the stack, with one line in the log. */
  void failed(String where, Throwable cause) {
    count("pna.map.failed", "where", where);
    log.warn("Link " + link + ": " + where + " failed, " + cause.getClass().getName());
  }

  /** The number of open dialogues. */
  void dialogues(Supplier<Number> open) {
    Gauge.builder("pna.map.dialogues", open)
        .tag("link", link)
        .strongReference(true)
        .register(registry);
  }

  private void count(String name, String tag, String value) {
    counters
        .computeIfAbsent(
            name + '/' + value, key -> registry.counter(name, "link", link, tag, value))
        .increment();
  }
}
