package org.pna.transport.trace;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code trace:NAME}, consumer only. */
final class TraceEndpoint extends DefaultEndpoint {
  private final TraceComponent component;
  private final String name;

  TraceEndpoint(String uri, TraceComponent component, String name) {
    super(uri, component);
    this.component = component;
    this.name = name;
  }

  @Override
  public Producer createProducer() {
    throw new IllegalArgumentException("trace:" + name + " can only begin a route");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    TraceConsumer consumer = new TraceConsumer(this, processor, component, name);
    configureConsumer(consumer);
    return consumer;
  }
}
