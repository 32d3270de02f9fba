package org.pna.transport.diameter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one node counts, as {@code pna.diameter.*} with the tag {@code node}. */
final class DiameterMeters {
  private static final Logger LOG = LoggerFactory.getLogger(DiameterMeters.class);

  private final MeterRegistry registry;
  private final String node;
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final RateLimitedLog log =
      new RateLimitedLog(LOG, Duration.ofSeconds(10), System::nanoTime);

  DiameterMeters(MeterRegistry registry, String node) {
    this.registry = registry;
    this.node = node;
  }

  /** A Push-Notification-Request was answered. */
  void answered(String result) {
    count("pna.diameter.received", "result", result);
  }

  /** An answer that could not be sent any more. */
  void unsent(String reason) {
    count("pna.diameter.unsent", "reason", reason);
  }

  /** A request of ours has ended. */
  void ended(String result) {
    count("pna.diameter.requests", "result", result);
  }

  /** A message that is not ours to serve, or that came out of turn. */
  void guarded(String reason) {
    count("pna.diameter.guard", "action", reason);
  }

  /** A message that cannot be decoded. */
  void malformed(String kind, String fault) {
    count("pna.diameter.malformed", "kind", kind);
    warn("malformed message, " + fault);
  }

  /** A connection to a peer has ended. */
  void disconnected(String reason) {
    count("pna.diameter.disconnected", "reason", reason);
  }

  /** A fault inside the gateway or the stack, with one line in the log. */
  void failed(String where, Throwable cause) {
    count("pna.diameter.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    log.warn("Diameter node " + node + ": " + what);
  }

  /** Shows a number from now on. */
  void show(String name, Supplier<Number> value) {
    gauges.add(
        Gauge.builder(name, value).tag("node", node).strongReference(true).register(registry));
  }

  /** Shows a number of one peer from now on. */
  void show(String name, String peer, Supplier<Number> value) {
    gauges.add(
        Gauge.builder(name, value)
            .tag("node", node)
            .tag("peer", peer)
            .strongReference(true)
            .register(registry));
  }

  /** Shows none of them any longer. */
  void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
  }

  private void count(String name, String tag, String value) {
    counters
        .computeIfAbsent(
            name + '/' + value, key -> registry.counter(name, "node", node, tag, value))
        .increment();
  }
}
