package org.pna.transport.ss7;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.pna.model.message.map.HlrRequest;

/**
 * Sends the {@link HlrRequest} in the body of an exchange; the body is then the {@link
 * org.pna.model.message.map.HlrAnswer}, also when there was no way to ask.
 */
final class MapProducer extends DefaultAsyncProducer {
  private final MapComponent component;
  private final Ss7Node node;

  MapProducer(MapEndpoint endpoint, MapComponent component) {
    super(endpoint);
    this.component = component;
    this.node = endpoint.node();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Object body = exchange.getMessage().getBody();
    if (!(body instanceof HlrRequest request)) {
      exchange.setException(new IllegalArgumentException("the body is no HlrRequest"));
      callback.done(true);
      return true;
    }
    try {
      component.ask(
          node,
          request,
          answer -> {
            exchange.getMessage().setBody(answer);
            callback.done(false);
          });
      return false;
    } catch (IllegalArgumentException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }
}
