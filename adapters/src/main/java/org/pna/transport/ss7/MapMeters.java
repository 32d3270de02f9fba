package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import org.pna.model.message.map.HlrAnswer;
import org.pna.transport.meters.TransportMeters;
import org.pna.transport.ss7.codec.MapOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one link counts, as {@code pna.map.*} with the tag {@code link}. */
final class MapMeters {
  private static final Logger LOG = LoggerFactory.getLogger(MapMeters.class);

  /** Local error codes of MAP (TS 29.002 clause 17.5) are below. */
  private static final int MAX_ERROR = 99;

  private final TransportMeters meters;

  MapMeters(MeterRegistry registry, String link) {
    meters = new TransportMeters(registry, LOG, "link", link, "Link");
  }

  /** A notification was answered. */
  void answered(NotificationOperation operation, Answer answer) {
    meters.count("pna.map.received", "operation", operation.specName(), "result", answer.label());
  }

  /** A request of ours to an HLR has its answer. */
  void sent(int operation, String context, HlrAnswer answer) {
    meters.count(
        "pna.map.sent", "operation", MapOperation.of(context, operation), "result", result(answer));
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
    meters.count("pna.map.unsent", "reason", reason);
  }

  /** A dialogue or operation that is not ours to serve. */
  void refused(String reason) {
    meters.count("pna.map.rejected", "reason", reason);
  }

  /** A message that the link's allow-list leaves out. */
  void notAllowed(String list) {
    meters.count("pna.map.not-allowed", "list", list);
  }

  /** An argument that cannot be decoded. */
  void malformed(String kind, String fault) {
    meters.count("pna.map.malformed", "kind", kind);
    warn("malformed argument, " + fault);
  }

  /** A message stopped before it reached the stack's next layer. */
  void stopped(String layer, String reason) {
    meters.count("pna.map.guard", "action", layer + '-' + reason);
  }

  /** A fault inside the gateway or the stack, with one line in the log. */
  void failed(String where, Throwable cause) {
    meters.count("pna.map.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    meters.warn(what);
  }

  /** Shows the number of open dialogues from now on. */
  void open(Supplier<Number> dialogues) {
    meters.show("pna.map.dialogues", dialogues);
  }

  /** Shows it no longer. */
  void close() {
    meters.close();
  }
}
