package org.pna.pi;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What is counted of our subscriptions to registrations, as {@code pna.pi.*}. */
final class RegMeters {
  private final MeterRegistry registry;

  RegMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void show(Supplier<Number> subscriptions, Supplier<Number> waiting) {
    Gauge.builder("pna.pi.subscriptions", subscriptions).strongReference(true).register(registry);
    Gauge.builder("pna.pi.subscriptions.due", waiting).strongReference(true).register(registry);
  }

  /** A SUBSCRIBE ended: a status, or why there is none. */
  void subscribed(String result) {
    registry.counter("pna.pi.subscribes", "result", result).increment();
  }

  /** A SUBSCRIBE with Expires 0 ended. */
  void unsubscribed(String result) {
    registry.counter("pna.pi.unsubscribes", "result", result).increment();
  }

  /** A document before one was lost. */
  void gap() {
    registry.counter("pna.pi.gaps").increment();
  }

  /** A REGISTER with Expires 0 has waited, for a NOTIFY or in vain. */
  void waited(String end) {
    registry.counter("pna.pi.waited", "end", end).increment();
  }

  /** There was no room for a subscription. */
  void crowded() {
    registry.counter("pna.pi.subscriptions.crowded").increment();
  }
}
