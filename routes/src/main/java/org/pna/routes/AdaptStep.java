package org.pna.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.Adapter;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;

/** Message → reports, by the first adapter that hears it. */
final class AdaptStep<M extends NetworkMessage> implements Processor {
  private final List<Adapter<M>> adapters;

  AdaptStep(List<Adapter<M>> adapters) {
    this.adapters = List.copyOf(adapters);
  }

  @Override
  public void process(Exchange exchange) throws RefusedException {
    Object body = exchange.getMessage().getBody();
    for (Adapter<M> adapter : adapters) {
      if (adapter.messageType().isInstance(body)) {
        M message = adapter.messageType().cast(body);
        if (adapter.hears(message)) {
          exchange.getMessage().setBody(new Passage(message, adapter.reports(message)));
          return;
        }
      }
    }
    throw new RefusedException(
        RefusedException.Reason.EVENT_NOT_SUPPORTED, "no adapter of this route hears the message");
  }
}
