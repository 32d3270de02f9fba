package org.pna.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;

/** Message → reports, by the first adapter that understands its type and hears it. */
final class AdaptStep implements Processor {
  private final List<Adapter<?>> adapters;

  AdaptStep(List<Adapter<?>> adapters) {
    this.adapters = List.copyOf(adapters);
  }

  @Override
  public void process(Exchange exchange) throws RefusedException {
    NetworkMessage message = exchange.getMessage().getBody(NetworkMessage.class);
    for (Adapter<?> adapter : adapters) {
      List<PresenceReport> reports = reports(adapter, message);
      if (reports != null) {
        exchange.getMessage().setBody(new Passage(message, reports));
        return;
      }
    }
    throw new RefusedException(
        RefusedException.Reason.EVENT_NOT_SUPPORTED, "no adapter of this route hears the message");
  }

  /** Null if it does not hear the message. */
  private static <M extends NetworkMessage> @Nullable List<PresenceReport> reports(
      Adapter<M> adapter, NetworkMessage message) throws RefusedException {
    if (!adapter.messageType().isInstance(message)) {
      return null;
    }
    M understood = adapter.messageType().cast(message);
    return adapter.hears(understood) ? adapter.reports(understood) : null;
  }
}
