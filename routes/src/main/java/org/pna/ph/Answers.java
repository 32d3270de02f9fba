package org.pna.ph;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.InterrogationFailure;
import org.pna.model.message.map.InterrogationResult;

/** What registers answer, on its way into the route. Safe for use by many threads. */
final class Answers {
  /** Stands for the register of somebody whom none of ours holds. */
  static final Hlr NO_HLR = new Hlr("none", "", "", List.of(), "", 1, 1);

  /** ati-NotAllowed (TS 29.002 clause 17.6.6). */
  private static final int NOT_ALLOWED = 49;

  /** unknownSubscriber, facilityNotSupported, dataMissing, unexpectedDataValue. */
  private static final Set<Integer> FINAL = Set.of(1, 21, 35, 36);

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
            inquiry.names,
            inquiry.begun,
            inquiry.key.domain(),
            reason),
        end);
  }

  /** The result under all names that are known of its subscriber: facts are kept by IMSI. */
  static InterrogationResult named(InterrogationResult result, List<SubscriberId> names) {
    return new InterrogationResult(
        result.origin(),
        result.fingerprint(),
        result.calling(),
        names,
        result.askedAt(),
        result.asked(),
        result.state(),
        result.psState(),
        result.location(),
        result.vlrNumber(),
        result.locationGprs(),
        result.sgsnNumber());
  }

  /** Whether the register does not allow us to ask about anybody. */
  static boolean isForbidden(HlrAnswer answer) {
    return answer instanceof HlrAnswer.Failed failed
        && failed.error() != null
        && failed.error() == NOT_ALLOWED;
  }

  /** Whether asking again would bring the same. */
  static boolean isFinal(HlrAnswer answer) {
    return answer instanceof HlrAnswer.Failed failed
        && failed.error() != null
        && FINAL.contains(failed.error());
  }

  /** Why there is no result, in a few fixed words. */
  static String reason(HlrAnswer answer) {
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      return "another-answer";
    }
    return failed.error() == null
        ? failed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
        : "error-" + failed.error();
  }
}
