package org.pna.transport.sip;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipSocket;

/**
 * An endpoint whose requests go to several, by their method: Pi and the presence server share a
 * port. Whoever starts it gets the rest.
 */
public final class MethodDispatcher implements SipEndpoint {
  private final SipEndpoint endpoint;
  private final Map<String, SipRequestListener> listeners;

  /**
   * @param endpoint carries SIP
   * @param listeners told of the requests of a method, in capitals, and nobody else
   */
  public MethodDispatcher(SipEndpoint endpoint, Map<String, SipRequestListener> listeners) {
    this.endpoint = endpoint;
    this.listeners = Map.copyOf(listeners);
  }

  @Override
  public void start(SipRequestListener others) throws IOException {
    endpoint.start(
        transaction ->
            listeners.getOrDefault(transaction.request().method(), others).received(transaction));
  }

  @Override
  public void send(SipRequest request, SipResponseListener listener) {
    endpoint.send(request, listener);
  }

  @Override
  public List<SipSocket> sockets() {
    return endpoint.sockets();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
