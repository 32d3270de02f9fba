package org.pna.transport.diameter;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultAsyncProducer;
import org.pna.model.message.sh.ShRequest;

/** Sends requests of Sh, each exchange one, and goes on with the answer. */
final class DiameterProducer extends DefaultAsyncProducer {
  private final DiameterComponent component;
  private final DiameterStack stack;
  private boolean acquired;

  DiameterProducer(DiameterEndpoint endpoint) {
    super(endpoint);
    this.component = endpoint.owner();
    this.stack = endpoint.stack();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.acquire(stack);
    acquired = true;
  }

  @Override
  protected void doStop() throws Exception {
    if (acquired) {
      acquired = false;
      component.release(stack);
    }
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    ShRequest request;
    try {
      request = exchange.getIn().getMandatoryBody(ShRequest.class);
    } catch (InvalidPayloadException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    stack.send(
        request,
        answer -> {
          exchange.getMessage().setBody(answer);
          callback.done(false);
        });
    return false;
  }
}
