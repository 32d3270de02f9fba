package org.pna.transport.radius;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one link counts, as {@code pna.radius.*} with the tag {@code link}. */
final class RadiusMeters {
  private static final Logger LOG = LoggerFactory.getLogger(RadiusMeters.class);

  private final MeterRegistry registry;
  private final String link;
  private final List<Gauge> gauges = new ArrayList<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final RateLimitedLog log =
      new RateLimitedLog(LOG, Duration.ofSeconds(10), System::nanoTime);

  RadiusMeters(MeterRegistry registry, String link) {
    this.registry = registry;
    this.link = link;
  }

  /** A request got its response, or for which reason it did not. */
  void received(String result) {
    count("pna.radius.received", "result", result);
  }

  /** A retransmission, by what became of the first: answered before, or still in the route. */
  void repeated(String state) {
    count("pna.radius.repeats", "state", state);
  }

  /** A datagram that is none of a client's requests: nothing in it is believed. */
  void dropped(String reason, String sender) {
    count("pna.radius.dropped", "reason", reason);
    warn("datagram from " + sender + " dropped, " + reason);
  }

  /** An authentic request that cannot be decoded. */
  void malformed(String kind, String fault) {
    count("pna.radius.malformed", "kind", kind);
    warn("malformed Accounting-Request, " + fault);
  }

  /** A response that was not sent: too late for it, or the socket refused it. */
  void unsent(String reason) {
    count("pna.radius.unsent", "reason", reason);
  }

  /** A fault inside the gateway, with one line in the log. */
  void failed(String where, Throwable cause) {
    count("pna.radius.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    log.warn("Link " + link + ": " + what);
  }

  /** Shows a number from now on. */
  void show(String name, Supplier<Number> number) {
    gauges.add(
        Gauge.builder(name, number).tag("link", link).strongReference(true).register(registry));
  }

  /** Shows none of them any more. */
  void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
  }

  private void count(String name, String tag, String value) {
    counters
        .computeIfAbsent(
            name + '/' + value, key -> registry.counter(name, "link", link, tag, value))
        .increment();
  }
}
