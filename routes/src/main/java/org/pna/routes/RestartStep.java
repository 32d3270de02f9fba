package org.pna.routes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.Evidence;
import org.pna.model.RefusedException;
import org.pna.model.Urgency;
import org.pna.model.message.accounting.NasEvent;

/**
 * A gateway's Accounting-On or -Off ends the sessions that it had, each on its presentity's lane
 * (rule T14); it is answered when all that is safe. Other messages pass.
 */
final class RestartStep extends AsyncProcessorSupport {
  private final NasSessions sessions;
  private final Lanes lanes;
  private final InstantSource clock;
  private final UnaskedChanges unasked;

  RestartStep(NasSessions sessions, Lanes lanes, InstantSource clock, UnaskedChanges unasked) {
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
    AtomicBoolean published = new AtomicBoolean();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (String presentity : sessions.of(event)) {
      CompletableFuture<Void> safe = new CompletableFuture<>();
      all.add(safe);
      Runnable task = () -> restarted(presentity, event, evidence, published, safe);
      if (!lanes.submit(presentity, Urgency.TRANSITION, clock.instant(), task)) {
        safe.completeExceptionally(overloaded());
      }
    }
    exchange.setRouteStop(true);
    var unused =
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
            .whenComplete(
                (none, failure) -> {
                  exchange.getMessage().setBody(new NasPassage(evidence, published.get()));
                  if (failure != null) {
                    exchange.setException(overloaded());
                  }
                  callback.done(false);
                });
    return false;
  }

  private void restarted(
      String presentity,
      NasEvent event,
      Evidence evidence,
      AtomicBoolean published,
      CompletableFuture<Void> safe) {
    try {
      unasked.restarted(
          presentity,
          event,
          evidence,
          (changed, failure) -> {
            if (changed) {
              published.set(true);
            }
            if (failure == null) {
              safe.complete(null);
            } else {
              safe.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      safe.completeExceptionally(e); // or the gateway would wait for nothing
    }
  }

  private static RefusedException overloaded() {
    return new RefusedException(
        RefusedException.Reason.OVERLOADED, "the end of a session could not be kept");
  }
}
