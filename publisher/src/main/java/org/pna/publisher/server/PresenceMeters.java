package org.pna.publisher.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.pna.model.sip.SipResponseListener.Failure;

/** What is counted of the presence server: {@code pna.presence.*}. */
final class PresenceMeters {
  private final MeterRegistry registry;

  PresenceMeters(MeterRegistry registry, SubscriptionStore store, NotifyWindow window) {
    this.registry = registry;
    Gauge.builder("pna.presence.subscriptions", store, SubscriptionStore::size).register(registry);
    Gauge.builder("pna.presence.notify.underway", window, NotifyWindow::underWay)
        .register(registry);
    Gauge.builder("pna.presence.notify.waiting", window, NotifyWindow::waiting).register(registry);
  }

  /** How a request was answered. */
  void request(int status) {
    registry.counter("pna.presence.requests", "status", hundreds(status)).increment();
  }

  void notifySent() {
    registry.counter("pna.presence.notify.sent").increment();
  }

  void notifyAnswered(int status) {
    registry.counter("pna.presence.notify.ended", "outcome", hundreds(status)).increment();
  }

  void notifyFailed(Failure failure) {
    String outcome =
        switch (failure) {
          case TIMEOUT -> "timeout";
          case TRANSPORT -> "transport";
        };
    registry.counter("pna.presence.notify.ended", "outcome", outcome).increment();
  }

  /** A subscription ended because its watcher did not take a NOTIFY. */
  void removed() {
    registry.counter("pna.presence.subscriptions.removed").increment();
  }

  /** The present document could not be read. */
  void unreadable() {
    registry.counter("pna.presence.documents.unreadable").increment();
  }

  private static String hundreds(int status) {
    return status / 100 + "xx";
  }
}
