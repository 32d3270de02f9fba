package org.pna.routes;

import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.Evidence;
import org.pna.model.RefusedException;
import org.pna.normalise.Outcome;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.store.PresentityRecord;

/** Hands the partial update to Pen; the exchange ends when Pen has it safe. On the lane. */
final class PublishStep extends AsyncProcessorSupport {
  private final Pen pen;
  private final Lanes lanes;
  private final RepeatFilter repeats;
  private final Tally tally;

  PublishStep(Pen pen, Lanes lanes, RepeatFilter repeats, Tally tally) {
    this.pen = pen;
    this.lanes = lanes;
    this.repeats = repeats;
    this.tally = tally;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    PresentityRecord before =
        Objects.requireNonNull(passage.before(), "the normalise step comes first");
    Outcome outcome = Objects.requireNonNull(passage.outcome(), "the normalise step comes first");
    Evidence evidence = passage.reports().get(0).evidence();
    if (outcome.wakeAt() != null) {
      lanes.wake(outcome.wakeAt(), evidence.time(), before.presentity(), passage.imsi());
    }
    pen.publish(
        before,
        outcome.sims(),
        outcome.elements(),
        Publication.Cause.EVENT,
        evidence.time(),
        evidence,
        (changed, failure) -> {
          if (failure == null) {
            passage.publishedAs(changed);
            tally.handled(changed);
          } else {
            repeats.forget(passage.message().fingerprint());
            exchange.setException(
                new RefusedException(
                    RefusedException.Reason.OVERLOADED, "the store refused the event"));
          }
          callback.done(false);
        });
    return false;
  }
}
