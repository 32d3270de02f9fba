package org.pna.transport.diameter;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One Diameter node as {@code diameter:NAME}. */
public final class DiameterEndpoint extends DefaultEndpoint {
  private final DiameterComponent owner;
  private final DiameterStack stack;

  DiameterEndpoint(String uri, DiameterComponent component, DiameterStack stack) {
    super(uri, component);
    this.owner = component;
    this.stack = stack;
  }

  DiameterStack stack() {
    return stack;
  }

  DiameterComponent owner() {
    return owner;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new DiameterConsumer(this, processor);
  }

  @Override
  public Producer createProducer() {
    return new DiameterProducer(this);
  }
}
