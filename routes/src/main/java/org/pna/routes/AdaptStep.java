package org.pna.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.pna.model.Adapter;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;

/**
 * Message → reports, by the first adapter that understands its type and hears it. Of a supplier
 * that is off nothing goes on from here, and its sender is answered as if it did.
 */
final class AdaptStep implements Processor {
  private static final String IGNORED = "supplier-off";

  private final List<Adapter<?>> adapters;
  private final Suppliers suppliers;
  private final Tally tally;

  AdaptStep(List<Adapter<?>> adapters, Suppliers suppliers, Tally tally) {
    this.adapters = List.copyOf(adapters);
    this.suppliers = suppliers;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) throws RefusedException {
    NetworkMessage message = exchange.getMessage().getBody(NetworkMessage.class);
    for (Adapter<?> adapter : adapters) {
      List<PresenceReport> reports = reports(adapter, message);
      if (reports != null) {
        Passage passage = new Passage(message, reports);
        exchange.getMessage().setBody(passage);
        if (!suppliers.hear(adapter.source())) {
          tally.ignored(IGNORED);
          passage.ignoredAs(IGNORED);
          exchange.setRouteStop(true);
        }
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
