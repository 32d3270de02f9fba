package org.pna.transport.ss7;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One SS7 link as {@code map:NAME}: consumed from, what the network tells; produced to, what we
 * ask.
 */
public final class MapEndpoint extends DefaultEndpoint {
  private final MapComponent owner;
  private final Ss7Node node;

  MapEndpoint(String uri, MapComponent component, Ss7Node node) {
    super(uri, component);
    this.owner = component;
    this.node = node;
  }

  Ss7Node node() {
    return node;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new MapConsumer(this, owner, processor);
  }

  @Override
  public Producer createProducer() {
    return new MapProducer(this, owner);
  }
}
