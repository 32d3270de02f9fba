package org.pna.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.message.accounting.AccountingRequest;

/** Notes at which gateway a presentity has a session, before the lane has it. */
final class SessionsStep implements Processor {
  private final NasSessions sessions;

  SessionsStep(NasSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    String presentity = passage.presentity();
    if (presentity != null && passage.message() instanceof AccountingRequest request) {
      sessions.note(request.nas(), presentity);
    }
  }
}
