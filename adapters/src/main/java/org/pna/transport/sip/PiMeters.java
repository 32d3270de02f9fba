package org.pna.transport.sip;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.pna.transport.meters.TransportMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted of reference point Pi, as {@code pna.pi.*} with the tag {@code link}. */
final class PiMeters {
  private static final Logger LOG = LoggerFactory.getLogger(PiMeters.class);

  private final TransportMeters meters;

  PiMeters(MeterRegistry registry, String link) {
    meters = new TransportMeters(registry, LOG, "link", link, "Link");
  }

  /** A request, and what was answered. */
  void answered(String method, int status) {
    meters.count("pna.pi.requests", "method", method, "status", Integer.toString(status));
  }

  /** A request of somebody who is no S-CSCF of ours. */
  void forbidden(String method) {
    answered(method, 403);
    meters.warn(method + " from an address that is no S-CSCF of ours");
  }

  /** A request that cannot be read. */
  void malformed(String method, String fault) {
    meters.count("pna.pi.malformed", "method", method);
    meters.warn("malformed " + method + ", " + fault);
  }

  /** What a message came to in the route. */
  void entered(String result) {
    meters.count("pna.pi.messages", "result", result);
  }

  /** A fault inside the gateway. */
  void failed(String where, Throwable cause) {
    meters.count("pna.pi.failed", "where", where);
    meters.warn(where + " failed, " + cause.getClass().getName());
  }

  void warn(String what) {
    meters.warn(what);
  }

  void show(String name, Supplier<Number> number) {
    meters.show(name, number);
  }

  /** Shows no number any more. */
  void close() {
    meters.close();
  }
}
