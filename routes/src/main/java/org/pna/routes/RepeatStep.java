package org.pna.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.publisher.store.Heard;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;

/**
 * Rule T2: a repeat is the same message by its protocol's own marks within a short time; equal
 * content alone is none. It is answered like the first, and changes nothing. What was heard is kept
 * with the presentity, so that the one and the other are safe together or not at all. On the lane.
 */
final class RepeatStep implements Processor {
  /** Messages of one presentity remembered; beyond it the oldest is forgotten early. */
  static final int MAX_HEARD = 16;

  private final PresenceStore store;
  private final Duration window;
  private final Tally tally;

  RepeatStep(PresenceStore store, Duration window, Tally tally) {
    this.store = store;
    this.window = window;
    this.tally = tally;
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    NetworkMessage message = passage.message();
    String presentity =
        Objects.requireNonNull(passage.presentity(), "the identify step comes first");
    PresentityRecord before = store.load(presentity);
    Instant time = message.origin().time();
    List<Heard> recent = recent(before.heard(), time);
    if (isRepeat(recent, message.fingerprint())) {
      tally.ignored(Passage.REPEAT);
      passage.repeated(before);
    } else {
      recent.add(new Heard(message.fingerprint(), time));
      passage.loaded(before, recent);
    }
  }

  /** Where the time of a trace goes back, what was heard long after is no repeat either. */
  private List<Heard> recent(List<Heard> heard, Instant time) {
    List<Heard> recent = new ArrayList<>(heard.size() + 1);
    Instant earliest = time.minus(window);
    Instant latest = time.plus(window);
    int first = Math.max(0, heard.size() - MAX_HEARD + 1);
    for (int i = first; i < heard.size(); i++) {
      Heard one = heard.get(i);
      if (one.isBetween(earliest, latest)) {
        recent.add(one);
      }
    }
    return recent;
  }

  private static boolean isRepeat(List<Heard> recent, Fingerprint fingerprint) {
    for (Heard one : recent) {
      if (one.isSameAs(fingerprint)) {
        return true;
      }
    }
    return false;
  }
}
