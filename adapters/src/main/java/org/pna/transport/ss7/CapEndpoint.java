package org.pna.transport.ss7;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** CAP on one SS7 link as {@code cap:NAME}; it can only be consumed from. */
public final class CapEndpoint extends DefaultEndpoint {
  private final CapComponent owner;
  private final Ss7Node node;
  private final CapSettings settings;

  CapEndpoint(String uri, CapComponent component, Ss7Node node, CapSettings settings) {
    super(uri, component);
    this.owner = component;
    this.node = node;
    this.settings = settings;
  }

  Ss7Node node() {
    return node;
  }

  CapSettings settings() {
    return settings;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new CapConsumer(this, owner, processor);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(getEndpointUri() + " sends nothing");
  }
}
