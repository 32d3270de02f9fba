package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;

/** One IMSI on its way to what is wanted; changed under the arming's lock only. */
final class ArmingJob {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration UNTIL_NEXT = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 10;

  final String imsi;
  final ArmingDesk desk;
  volatile Armament armament;

  /** When it is its turn; null: nothing is to be done. */
  @Nullable Instant due;

  /** A request, or a write before one, has not ended. */
  boolean isUnderWay;

  /** To be asked about though its state is known. */
  boolean verify;

  /** A modification that may be sent: should it get lost, a restart finds that it must ask. */
  Csi.@Nullable Kind prepared;

  /** To be asked about once more when what is under way has ended. */
  boolean again;

  /** Since the register last answered as hoped, or since all was settled. */
  int failures;

  /** How many of these were of modifications: that the register tells of a CSI mends the others. */
  int modificationFailures;

  /** Not before this moment, because of the last failure. */
  Instant notBefore = Instant.MIN;

  Instant armedAt = Instant.MIN;

  ArmingJob(String imsi, ArmingDesk desk, Armament armament) {
    this.imsi = imsi;
    this.desk = desk;
    this.armament = armament;
  }

  boolean isArmed() {
    return armament.mobility() == CsiState.ARMED || armament.mobilityGprs() == CsiState.ARMED;
  }

  /** A request did not get there: nobody is to blame. */
  void notSent(Instant now) {
    notBefore = now.plus(jittered(UNTIL_NEXT));
  }

  /** Waits after this failure twice as long as after the last, and not all at once. */
  void failed(boolean modification, Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures));
    failures++;
    modificationFailures += modification ? 1 : 0;
    notBefore = now.plus(jittered(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  void succeeded() {
    failures = 0;
    modificationFailures = 0;
  }

  /** From three to five quarters of a time, by the IMSI. */
  Duration jittered(Duration time) {
    int mixed = (imsi.hashCode() * 31 + failures) * 0x9E3779B9;
    return time.multipliedBy(768 + (mixed >>> 23)).dividedBy(1024);
  }
}
