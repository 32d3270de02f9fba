package org.pna.ph;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.InterrogationFailure;

/** What registers answer, on its way into the route. Safe for use by many threads. */
final class Answers {
  /** Stands for the register of somebody whom none of ours holds. */
  static final Hlr NO_HLR = new Hlr("none", new Way.Sh("", null), List.of(), 1);

  private final Entrance entrance;
  private final InstantSource clock;
  private final AtomicLong number = new AtomicLong();

  Answers(Entrance entrance, InstantSource clock) {
    this.entrance = entrance;
    this.clock = clock;
  }

  void enter(NetworkMessage message, Consumer<Entrance.End> end) {
    entrance.enter(message, end);
  }

  /** Tells the route that a question has no answer. */
  void failure(Inquiry inquiry, String reason, Consumer<Entrance.End> end) {
    Instant now = clock.instant();
    long count = number.incrementAndGet();
    Place place = new Place.Dialogue(inquiry.hlr.name(), "unanswered-" + count);
    entrance.enter(
        new InterrogationFailure(
            new Origin(now, place),
            new Fingerprint(now.toEpochMilli(), count),
            inquiry.hlr.way().operation(),
            inquiry.names,
            inquiry.begun,
            inquiry.key.domain(),
            reason),
        end);
  }
}
