package org.pna.transport.ss7;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.HlrAnswer;
import org.pna.transport.ss7.codec.MapOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one link counts, as {@code pna.map.*} with the tag {@code link}. */
final class MapMeters {
  private static final Logger LOG = LoggerFactory.getLogger(MapMeters.class);

  /** Local error codes of MAP (TS 29.002 clause 17.5) are below. */
  private static final int MAX_ERROR = 99;

  private final MeterRegistry registry;
  private final String link;
  private @Nullable Gauge gauge;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final RateLimitedLog log =
      new RateLimitedLog(LOG, Duration.ofSeconds(10), System::nanoTime);

  MapMeters(MeterRegistry registry, String link) {
    this.registry = registry;
    this.link = link;
  }

  /** A notification was answered. */
  void answered(NotificationOperation operation, Answer answer) {
    countResult("pna.map.received", operation.specName(), answer.label());
  }

  /** A request of ours to an HLR has its answer. */
  void sent(int operation, String context, HlrAnswer answer) {
    countResult("pna.map.sent", MapOperation.of(context, operation), result(answer));
  }

  private void countResult(String name, String operation, String result) {
    counters
        .computeIfAbsent(
            name + '/' + operation + '/' + result,
            key -> registry.counter(name, "link", link, "operation", operation, "result", result))
        .increment();
  }

  private static String result(HlrAnswer answer) {
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      return "result";
    }
    Integer error = failed.error();
    if (error == null) {
      return failed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return error >= 0 && error <= MAX_ERROR ? "error-" + error : "error-other";
  }

  /** An answer that could not be sent any more: its dialogue had ended or its link was down. */
  void unsent(String reason) {
    count("pna.map.unsent", "reason", reason);
  }

  /** A dialogue or operation that is not ours to serve. */
  void refused(String reason) {
    count("pna.map.rejected", "reason", reason);
  }

  /** A message that the link's allow-list leaves out. */
  void notAllowed(String list) {
    count("pna.map.not-allowed", "list", list);
  }

  /** An argument that cannot be decoded. */
  void malformed(String kind, String fault) {
    count("pna.map.malformed", "kind", kind);
    warn("malformed argument, " + fault);
  }

  /** A message stopped before it reached the stack's next layer. */
  void stopped(String layer, String reason) {
    count("pna.map.guard", "action", layer + '-' + reason);
  }

  /** A fault inside the gateway or the stack, with one line in the log. */
  void failed(String where, Throwable cause) {
    count("pna.map.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    log.warn("Link " + link + ": " + what);
  }

  /** Shows the number of open dialogues from now on. */
  void open(Supplier<Number> dialogues) {
    gauge =
        Gauge.builder("pna.map.dialogues", dialogues)
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
