package org.pna.transport.diameter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.pna.transport.meters.TransportMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one node counts, as {@code pna.diameter.*} with the tag {@code node}. */
final class DiameterMeters {
  private static final Logger LOG = LoggerFactory.getLogger(DiameterMeters.class);

  private final TransportMeters meters;

  DiameterMeters(MeterRegistry registry, String node) {
    meters = new TransportMeters(registry, LOG, "node", node, "Diameter node");
  }

  /** A Push-Notification-Request was answered. */
  void answered(String result) {
    meters.count("pna.diameter.received", "result", result);
  }

  /** An answer that could not be sent any more. */
  void unsent(String reason) {
    meters.count("pna.diameter.unsent", "reason", reason);
  }

  /** A request of ours has ended. */
  void ended(String result) {
    meters.count("pna.diameter.requests", "result", result);
  }

  /** A message that is not ours to serve, or that came out of turn. */
  void guarded(String reason) {
    meters.count("pna.diameter.guard", "action", reason);
  }

  /** A message that cannot be decoded. */
  void malformed(String kind, String fault) {
    meters.count("pna.diameter.malformed", "kind", kind);
    warn("malformed message, " + fault);
  }

  /** A connection to a peer has ended. */
  void disconnected(String reason) {
    meters.count("pna.diameter.disconnected", "reason", reason);
  }

  /** A fault inside the gateway or the stack, with one line in the log. */
  void failed(String where, Throwable cause) {
    meters.count("pna.diameter.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    meters.warn(what);
  }

  /** Shows a number from now on. */
  void show(String name, Supplier<Number> value) {
    meters.show(name, value);
  }

  /** Shows a number of one peer from now on. */
  void show(String name, String peer, Supplier<Number> value) {
    meters.show(name, "peer", peer, value);
  }

  /** Shows none of them any longer. */
  void close() {
    meters.close();
  }
}
