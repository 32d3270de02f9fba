package org.pna.routes;

import java.time.InstantSource;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.Evidence;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.NasEvent;

/**
 * A gateway's Accounting-On or -Off ends the sessions that it had, each on its presentity's lane
 * (rule T14); it is answered when all that is safe. Other messages pass.
 */
final class RestartStep extends AsyncProcessorSupport {
  private final SessionIndex sessions;
  private final Lanes lanes;
  private final InstantSource clock;
  private final UnaskedChanges unasked;

  RestartStep(SessionIndex sessions, Lanes lanes, InstantSource clock, UnaskedChanges unasked) {
    this.sessions = sessions;
    this.lanes = lanes;
    this.clock = clock;
    this.unasked = unasked;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (!(exchange.getMessage().getBody() instanceof NasEvent event)) {
      callback.done(true);
      return true;
    }
    Evidence evidence =
        new Evidence(
            event.source(),
            event.operation(),
            String.valueOf(event.statusType()),
            event.origin().time(),
            event.origin().place());
    exchange.setRouteStop(true);
    new NasRestart(
            event,
            evidence,
            sessions.of(event),
            lanes,
            unasked,
            clock,
            (published, whole) -> {
              exchange.getMessage().setBody(new NasPassage(evidence, published));
              if (!whole) {
                exchange.setException(
                    new RefusedException(
                        RefusedException.Reason.OVERLOADED,
                        "the end of a session could not be kept"));
              }
              callback.done(false);
            })
        .goOn();
    return false;
  }
}
