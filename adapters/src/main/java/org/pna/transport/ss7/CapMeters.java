package org.pna.transport.ss7;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.pna.transport.meters.TransportMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What CAP counts on one link, as {@code pna.cap.*} with the tag {@code link}. */
final class CapMeters {
  private static final Logger LOG = LoggerFactory.getLogger(CapMeters.class);

  private final TransportMeters meters;

  CapMeters(MeterRegistry registry, String link) {
    meters = new TransportMeters(registry, LOG, "link", link, "Link");
  }

  /** An invoke that we know. */
  void received(String operation) {
    meters.count("pna.cap.received", "operation", operation);
  }

  /** A call or session whose beginning was answered with what to report, and to go on. */
  void tracked() {
    meters.count("pna.cap.begun", "answer", "tracked");
  }

  /** One that was answered to go on alone. */
  void untracked(String reason) {
    meters.count("pna.cap.begun", "answer", reason);
  }

  /** A call or session that is tracked no longer. */
  void ended(String how) {
    meters.count("pna.cap.ended", "how", how);
  }

  /** An ActivityTest of ours. */
  void asked() {
    meters.count("pna.cap.activity-tests", "result", "sent");
  }

  /** A dialogue or component that is not ours to serve. */
  void rejected(String reason) {
    meters.count("pna.cap.rejected", "reason", reason);
  }

  /** What cannot be decoded. */
  void malformed(String fault) {
    meters.count("pna.cap.malformed", "where", "argument");
    meters.warn("malformed CAP message, " + fault);
  }

  /** A message of which nothing was made. */
  void dropped(String reason) {
    meters.count("pna.cap.dropped", "reason", reason);
  }

  /** Something told that the route did not take. */
  void refused(String reason) {
    meters.count("pna.cap.refused", "reason", reason);
  }

  /** A fault inside the gateway, with one line in the log. */
  void failed(String where, Throwable cause) {
    meters.count("pna.cap.failed", "where", where);
    meters.warn("CAP " + where + " failed, " + cause.getClass().getName());
  }

  /** Shows the number of calls and sessions that are tracked from now on. */
  void open(Supplier<Number> dialogues) {
    meters.show("pna.cap.dialogues", dialogues);
  }

  /** Shows it no longer. */
  void close() {
    meters.close();
  }
}
