package org.pna.transport.radius;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.pna.model.MalformedMessageException;
import org.pna.transport.meters.TransportMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one link counts, as {@code pna.radius.*} with the tag {@code link}. */
final class RadiusMeters {
  private static final Logger LOG = LoggerFactory.getLogger(RadiusMeters.class);

  private final TransportMeters meters;

  RadiusMeters(MeterRegistry registry, String link) {
    meters = new TransportMeters(registry, LOG, "link", link, "Link");
  }

  /** A request got its response, or for which reason it did not. */
  void received(String result) {
    meters.count("pna.radius.received", "result", result);
  }

  /** A retransmission, by what became of the first: answered before, or still in the route. */
  void repeated(String state) {
    meters.count("pna.radius.repeats", "state", state);
  }

  /** A datagram that is none of a client's requests: nothing in it is believed. */
  void dropped(String reason, String sender) {
    meters.count("pna.radius.dropped", "reason", reason);
    warn("datagram from " + sender + " dropped, " + reason);
  }

  /** An authentic request that cannot be decoded. */
  void malformed(String kind, String fault) {
    meters.count("pna.radius.malformed", "kind", kind);
    warn("malformed Accounting-Request, " + fault);
  }

  /** An attribute that cannot be read and only describes: its request counts without it. */
  void passedOver(MalformedMessageException fault) {
    meters.count("pna.radius.passed-over", "attribute", fault.where());
    warn("attribute of an Accounting-Request passed over, " + fault.getMessage());
  }

  /** A response that was not sent: too late for it, or the socket refused it. */
  void unsent(String reason) {
    meters.count("pna.radius.unsent", "reason", reason);
  }

  /** A fault inside the gateway, with one line in the log. */
  void failed(String where, Throwable cause) {
    meters.count("pna.radius.failed", "where", where);
    warn(where + " failed, " + cause.getClass().getName());
  }

  /** One line in the log for what the operator can mend. */
  void warn(String what) {
    meters.warn(what);
  }

  /** Shows a number from now on. */
  void show(String name, Supplier<Number> number) {
    meters.show(name, number);
  }

  /** Shows none of them any more. */
  void close() {
    meters.close();
  }
}
