package org.pna.transport.ss7;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What CAP counts on one link, as {@code pna.cap.*} with the tag {@code link}. */
final class CapMeters {
  private static final Logger LOG = LoggerFactory.getLogger(CapMeters.class);

  private final MeterRegistry registry;
  private final String link;
  private @Nullable Gauge gauge;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final RateLimitedLog log =
      new RateLimitedLog(LOG, Duration.ofSeconds(10), System::nanoTime);

  CapMeters(MeterRegistry registry, String link) {
    this.registry = registry;
    this.link = link;
  }

  /** An invoke that we know. */
  void received(String operation) {
    count("pna.cap.received", "operation", operation);
  }

  /** A call or session whose beginning was answered with what to report, and to go on. */
  void tracked() {
    count("pna.cap.begun", "answer", "tracked");
  }

  /** One that was answered to go on alone. */
  void untracked(String reason) {
    count("pna.cap.begun", "answer", reason);
  }

  /** A call or session that is tracked no longer. */
  void ended(String how) {
    count("pna.cap.ended", "how", how);
  }

  /** An ActivityTest of ours. */
  void asked() {
    count("pna.cap.activity-tests", "result", "sent");
  }

  /** A dialogue or component that is not ours to serve. */
  void rejected(String reason) {
    count("pna.cap.rejected", "reason", reason);
  }

  /** What cannot be decoded. */
  void malformed(String fault) {
    count("pna.cap.malformed", "where", "argument");
    log.warn("Link " + link + ": malformed CAP message, " + fault);
  }

  /** A message of which nothing was made. */
  void dropped(String reason) {
    count("pna.cap.dropped", "reason", reason);
  }

  /** Something told that the route did not take. */
  void refused(String reason) {
    count("pna.cap.refused", "reason", reason);
  }

  /** A fault inside the gateway, with one line in the log. */
  void failed(String where, Throwable cause) {
    count("pna.cap.failed", "where", where);
    log.warn("Link " + link + ": CAP " + where + " failed, " + cause.getClass().getName());
  }

  /** Shows the number of calls and sessions that are tracked from now on. */
  void open(Supplier<Number> dialogues) {
    gauge =
        Gauge.builder("pna.cap.dialogues", dialogues)
            .tag("link", link)
            .strongReference(true)
            .register(registry);
  }

  /** Shows it no longer. */
  void close() {
    if (gauge != null) {
      registry.remove(gauge);
      gauge = null;
    }
  }

  private void count(String name, String tag, String value) {
    counters
        .computeIfAbsent(
            name + '/' + value, key -> registry.counter(name, "link", link, tag, value))
        .increment();
  }
}
