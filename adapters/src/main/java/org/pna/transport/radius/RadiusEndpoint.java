package org.pna.transport.radius;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One RADIUS link as {@code radius:NAME}; it can only be consumed from. */
public final class RadiusEndpoint extends DefaultEndpoint {
  private final RadiusComponent owner;
  private final RadiusLink link;

  RadiusEndpoint(String uri, RadiusComponent component, RadiusLink link) {
    super(uri, component);
    this.owner = component;
    this.link = link;
  }

  RadiusLink link() {
    return link;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new RadiusConsumer(this, owner, processor);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(getEndpointUri() + " sends nothing");
  }
}
