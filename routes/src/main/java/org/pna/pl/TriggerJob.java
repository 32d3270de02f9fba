package org.pna.pl;

import java.time.Duration;
import java.time.Instant;
import org.pna.ph.Spread;

/** One SIM on its way to what is wanted; changed under the triggers' lock only. */
final class TriggerJob {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 10;
  private static final int PART_LEFT = 5;

  final String key;
  final GmlcRoom room;
  volatile Trigger trigger;
  volatile boolean isUnderWay;

  /** Not before this moment, because of the last failure. */
  Instant notBefore = Instant.MIN;

  /** When it told something last, or began. */
  Instant heard;

  private int failures;

  TriggerJob(String key, GmlcRoom room, Trigger trigger, Instant now) {
    this.key = key;
    this.room = room;
    this.trigger = trigger;
    this.heard = now;
  }

  /** Waits after this failure twice as long as after the last, and not all at once. */
  void failed(Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures));
    failures++;
    notBefore =
        now.plus(Spread.of(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, key, 0));
  }

  void succeeded() {
    failures = 0;
    notBefore = Instant.MIN;
  }

  /**
   * When it is to be asked for again: before it ends, or when it has been silent for too long.
   *
   * @param settings as it was asked for
   */
  Instant renewal(TriggerSettings settings, Instant now) {
    Instant until = trigger.until();
    Instant end = until == null ? now : until;
    Instant renewal = end.minus(Spread.of(settings.expiry().dividedBy(PART_LEFT), key, 0));
    Duration interval = settings.interval();
    Instant silent =
        interval == null ? renewal : heard.plus(interval.multipliedBy(3)).plusSeconds(60);
    return silent.isBefore(renewal) ? silent : renewal;
  }
}
