package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
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

  /** A request, or a write before one, has not ended. */
  boolean isUnderWay;

  /** To be asked about though its state is known. */
  boolean verify;

  /** Those that an answer left out which told of the other: to be asked about by themselves. */
  final Set<Csi.Kind> leftOut = EnumSet.noneOf(Csi.Kind.class);

  /** A modification that may be sent: should it get lost, a restart finds that it must ask. */
  Csi.@Nullable Kind prepared;

  /** To be asked about once more when what is under way has ended. */
  boolean again;

  /** Somebody asked for it: before all that the configuration wishes. */
  boolean isUrgent;

  /** The route did not take what the register told. */
  boolean isUntold;

  /** Since the register last answered as hoped, or since all was settled. */
  int failures;

  /** How many of these were of modifications: that the register tells of a CSI mends the others. */
  int modificationFailures;

  /** Not before this moment, because of the last failure. */
  Instant notBefore = Instant.MIN;

  /** When it was last changed as hoped. */
  Instant changedAt = Instant.MIN;

  ArmingJob(String imsi, ArmingDesk desk, Armament armament) {
    this.imsi = imsi;
    this.desk = desk;
    this.armament = armament;
  }

  boolean isArmed() {
    return armament.state(Csi.Kind.M_CSI) == CsiState.ARMED
        || armament.state(Csi.Kind.MG_CSI) == CsiState.ARMED;
  }

  /** Whether something of it has not ended; then it has no turn. */
  boolean isBusy() {
    return isUnderWay || prepared != null;
  }

  /** To be asked about whole, whatever was found out. */
  void verify() {
    verify = true;
    leftOut.clear();
  }

  /** Which the next question is about. */
  Set<Csi.Kind> toAskAbout() {
    return leftOut.isEmpty() ? Set.of(Csi.Kind.values()) : Set.of(leftOut.iterator().next());
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
    return Spread.of(time, imsi, failures);
  }
}
