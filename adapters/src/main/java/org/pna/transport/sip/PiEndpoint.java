package org.pna.transport.sip;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Reference point Pi as {@code sip:NAME}; it can only be consumed from. */
final class PiEndpoint extends DefaultEndpoint {
  private final SipComponent owner;

  PiEndpoint(String uri, SipComponent component) {
    super(uri, component);
    this.owner = component;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new PiConsumer(this, owner, processor);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(getEndpointUri() + " sends nothing");
  }
}
