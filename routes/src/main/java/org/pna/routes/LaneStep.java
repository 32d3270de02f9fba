package org.pna.routes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.RefusedException;
import org.pna.model.Urgency;

/** Hands over to the presentity's lane; the steps that follow run there. */
final class LaneStep extends AsyncProcessorSupport {
  private final Lanes lanes;
  private final InstantSource clock;
  private final UnaskedChanges unasked;

  LaneStep(Lanes lanes, InstantSource clock, UnaskedChanges unasked) {
    this.lanes = lanes;
    this.clock = clock;
    this.unasked = unasked;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    String presentity =
        Objects.requireNonNull(passage.presentity(), "the identify step comes first");
    Urgency urgency = passage.reports().get(0).urgency();
    boolean accepted = true;
    for (String abandoned : passage.abandoned()) {
      CompletableFuture<Void> forgotten = new CompletableFuture<>();
      accepted &= lanes.submit(abandoned, () -> forget(abandoned, passage, forgotten));
      passage.waitFor(forgotten);
    }
    Runnable task =
        () -> {
          if (isLate(passage)) {
            exchange.setException(overloaded("its turn came after its answer was due"));
          }
          callback.done(false);
        };
    if (accepted && lanes.submit(presentity, urgency, clock.instant(), task)) {
      return false;
    }
    exchange.setException(overloaded("a lane of the event is full"));
    callback.done(true);
    return true;
  }

  private void forget(String abandoned, Passage passage, CompletableFuture<Void> forgotten) {
    unasked.forget(
        abandoned,
        passage.imsi(),
        passage.reports().get(0).evidence(),
        (changed, failure) -> {
          if (failure == null) {
            forgotten.complete(null);
          } else {
            forgotten.completeExceptionally(failure);
          }
        });
  }

  /** Rule T1: the sender was told that it is not taken, and so it is not. */
  private boolean isLate(Passage passage) {
    Instant answerBy = passage.message().origin().answerBy();
    return answerBy != null && !clock.instant().isBefore(answerBy);
  }

  private static RefusedException overloaded(String detail) {
    return new RefusedException(RefusedException.Reason.OVERLOADED, detail);
  }
}
