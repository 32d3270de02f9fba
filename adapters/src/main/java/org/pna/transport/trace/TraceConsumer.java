package org.pna.transport.trace;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** The beginning of a route for recorded messages. */
final class TraceConsumer extends DefaultConsumer {
  private final TraceComponent component;
  private final String name;

  TraceConsumer(
      TraceEndpoint endpoint, Processor processor, TraceComponent component, String name) {
    super(endpoint, processor);
    this.component = component;
    this.name = name;
  }

  void feed(Object message, Consumer<Exchange> done) {
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(message);
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              done.accept(exchange);
              releaseExchange(exchange, false);
            });
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.started(name, this);
  }

  @Override
  protected void doStop() throws Exception {
    component.stopped(name);
    super.doStop();
  }
}
