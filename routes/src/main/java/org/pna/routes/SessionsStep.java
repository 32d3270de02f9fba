package org.pna.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.pna.model.SubscriberId;
import org.pna.model.message.accounting.AccountingRequest;

/** Notes that a presentity's accounting is on its way, before the lane has it and until its end. */
final class SessionsStep implements Processor {
  private final ComingSessions coming;

  SessionsStep(ComingSessions coming) {
    this.coming = coming;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    String presentity = passage.presentity();
    if (presentity != null && passage.message() instanceof AccountingRequest request) {
      List<SubscriberId> names = passage.reports().get(0).subscriber();
      coming.add(request, new SessionIndex.Found(presentity, names));
      exchange
          .getExchangeExtension()
          .addOnCompletion(
              new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange ended) {
                  coming.remove(request);
                }
              });
    }
  }
}
