package org.pna.transport.sip;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is counted of the SIP sockets: {@code pna.sip.*}. */
final class SipMeters {
  private final MeterRegistry registry;
  private final List<Collection<?>> queues = new CopyOnWriteArrayList<>();
  private final Counter malformed;
  private final Counter refused;
  private final Counter unsent;
  private final Counter stray;
  private final Counter oversize;
  private final Counter dropped;
  private final Counter stackFault;

  SipMeters(MeterRegistry registry) {
    this.registry = registry;
    malformed = registry.counter("pna.sip.malformed");
    refused = registry.counter("pna.sip.refused.overload");
    unsent = registry.counter("pna.sip.responses.unsent");
    stray = registry.counter("pna.sip.responses.stray");
    oversize = registry.counter("pna.sip.udp.oversize");
    dropped = registry.counter("pna.sip.udp.dropped");
    stackFault = registry.counter("pna.sip.stack.fault");
  }

  /** Another queue of datagrams. */
  void watch(Collection<?> waiting) {
    queues.add(waiting);
  }

  void watch(SIPTransactionStack stack, Connections connections) {
    Gauge.builder(
            "pna.sip.udp.waiting", queues, all -> all.stream().mapToInt(Collection::size).sum())
        .register(registry);
    Gauge.builder("pna.sip.connections", connections, Connections::size).register(registry);
    Gauge.builder(
            "pna.sip.transactions.server",
            stack,
            SIPTransactionStack::getServerTransactionTableSize)
        .register(registry);
    Gauge.builder(
            "pna.sip.transactions.client",
            stack,
            SIPTransactionStack::getClientTransactionTableSize)
        .register(registry);
  }

  /** A request that has no sense. */
  void malformed() {
    malformed.increment();
  }

  /** A request turned away because too many are under way. */
  void refused() {
    refused.increment();
  }

  /** A response that could not be sent. */
  void unsent() {
    unsent.increment();
  }

  /** A response to nothing that we asked. */
  void stray() {
    stray.increment();
  }

  /** A request over UDP that is larger than RFC 3261 clause 18.1.1 likes. */
  void oversize() {
    oversize.increment();
  }

  /** A datagram dropped because too many wait. */
  void dropped() {
    dropped.increment();
  }

  /** An exception that ended a thread of the stack. */
  void stackFault() {
    stackFault.increment();
  }
}
