package org.pna.transport.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultComponent;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.NasEvent;

/**
 * The Camel component {@code trace:NAME}: messages of a recorded trace enter a route here, as those
 * of a live link enter it by {@code map:NAME}.
 */
public final class TraceComponent extends DefaultComponent {
  private final Map<String, TraceConsumer> consumers = new ConcurrentHashMap<>();

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    return new TraceEndpoint(uri, this, name);
  }

  /**
   * Sends a message into the route that begins with {@code trace:name}.
   *
   * @param done told of the finished exchange, on whatever thread finished it
   * @throws IllegalStateException if no such route has been started
   */
  public void feed(String name, NetworkMessage message, Consumer<Exchange> done) {
    consumer(name).feed(message, done);
  }

  /**
   * The same of what a gateway says of itself.
   *
   * @throws IllegalStateException if no such route has been started
   */
  public void feed(String name, NasEvent event, Consumer<Exchange> done) {
    consumer(name).feed(event, done);
  }

  private TraceConsumer consumer(String name) {
    TraceConsumer consumer = consumers.get(name);
    if (consumer == null) {
      throw new IllegalStateException("no started route begins with trace:" + name);
    }
    return consumer;
  }

  void started(String name, TraceConsumer consumer) {
    consumers.put(name, consumer);
  }

  void stopped(String name) {
    consumers.remove(name);
  }
}
