package org.pna.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.message.NetworkMessage;

/** Rule T2: a repeat is answered like the first, and changes nothing. */
final class RepeatStep implements Processor {
  private final RepeatFilter repeats;
  private final Tally tally;

  RepeatStep(RepeatFilter repeats, Tally tally) {
    this.repeats = repeats;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    NetworkMessage message = passage.message();
    if (repeats.isRepeat(message.fingerprint(), message.origin().time())) {
      tally.ignored(Passage.REPEAT);
      passage.ignoredAs(Passage.REPEAT);
      exchange.setRouteStop(true);
    }
  }
}
