package org.pna.ph.sh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.ph.Spread;

/** One identity on its way to what is wanted; changed under the subscriptions' lock only. */
final class SubscriptionJob {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration UNTIL_NEXT = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration RETELL = Duration.ofMinutes(10);
  private static final int MAX_DOUBLINGS = 10;

  /** The URI of a public identity, or the digits of an MSISDN. */
  final String key;

  volatile StateSubscription subscription;

  /** A request, or a write before one, has not ended. */
  volatile boolean isUnderWay;

  /** On disk as asked for, and not sent. */
  boolean isPrepared;

  /** To be asked for again when what is under way has ended: a notice may have been missed. */
  boolean isMissing;

  /** Somebody asked for it: before all that the configuration wishes. */
  boolean isUrgent;

  /** When a standing one is asked for again. */
  Instant renewAt = Instant.MIN;

  /** When its value is asked for, which no answer gave or the route did not take; null: never. */
  volatile @Nullable Instant pullAt;

  /** Not before this moment, because of the last failure. */
  Instant notBefore = Instant.MIN;

  private int failures;

  SubscriptionJob(String key, StateSubscription subscription) {
    this.key = key;
    this.subscription = subscription;
  }

  /** Whom the server is asked about. */
  SubscriberId subscriber() {
    return Character.isDigit(key.charAt(0)) ? new Msisdn(key) : new PublicIdentity(key);
  }

  /** A request did not get there: nobody is to blame. */
  void notSent(Instant now) {
    notBefore = now.plus(spread(UNTIL_NEXT));
  }

  /** Waits after this failure twice as long as after the last, and not all at once. */
  void failed(Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures));
    failures++;
    notBefore = now.plus(spread(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  void succeeded() {
    failures = 0;
    notBefore = Instant.MIN;
  }

  /** The route did not take its value. */
  void untold(Instant now) {
    pullAt = now.plus(spread(RETELL));
  }

  Duration spread(Duration time) {
    return Spread.of(time, key, failures);
  }
}
