package org.pna.routes;

import java.time.InstantSource;
import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;

/** Hands over to the presentity's lane; the steps that follow run there. */
final class LaneStep extends AsyncProcessorSupport {
  private final Lanes lanes;
  private final InstantSource clock;
  private final RepeatFilter repeats;
  private final UnaskedChanges unasked;

  LaneStep(Lanes lanes, InstantSource clock, RepeatFilter repeats, UnaskedChanges unasked) {
    this.lanes = lanes;
    this.clock = clock;
    this.repeats = repeats;
    this.unasked = unasked;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    NetworkMessage message = passage.message();
    String presentity =
        Objects.requireNonNull(passage.presentity(), "the identify step comes first");
    boolean accepted = true;
    for (String abandoned : passage.abandoned()) {
      accepted &=
          lanes.submit(
              abandoned,
              () -> unasked.forget(abandoned, passage.imsi(), passage.reports().get(0).evidence()));
    }
    if (accepted && lanes.submit(presentity, clock.instant(), () -> callback.done(false))) {
      return false;
    }
    repeats.forget(message.fingerprint());
    exchange.setException(
        new RefusedException(RefusedException.Reason.OVERLOADED, "a lane of the event is full"));
    callback.done(true);
    return true;
  }
}
