package org.pna.ph;

import java.util.Set;
import org.pna.model.message.map.HlrAnswer;

/** What an answer means for the one whose CSI it is about. */
enum Ruling {
  /** There was a result. */
  SERVED,
  /** Not now. */
  FAILED,
  /** It did not get there. */
  NOT_SENT,
  /** There is no such subscriber, or nothing provisioned for him. */
  ABSENT,
  /** Not for this subscriber. */
  REFUSED,
  /** Not for us. */
  FORBIDDEN;

  /** ati-, atsi- and atm-NotAllowed (TS 29.002 clause 17.6.6). */
  private static final Set<Integer> NOT_ALLOWED = Set.of(49, 60, 61);

  /** unknownSubscriber, informationNotAvailable. */
  private static final Set<Integer> NOTHING_THERE = Set.of(1, 62);

  private static final int SYSTEM_FAILURE = 34;

  static Ruling of(HlrAnswer answer) {
    if (answer instanceof HlrAnswer.Subscribed) {
      return SERVED;
    }
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      return FAILED;
    }
    if (failed.kind() == HlrAnswer.Kind.UNREACHABLE || failed.kind() == HlrAnswer.Kind.NO_ROOM) {
      return NOT_SENT;
    }
    Integer error = failed.error();
    if (error == null || error == SYSTEM_FAILURE) {
      return FAILED;
    }
    if (NOTHING_THERE.contains(error)) {
      return ABSENT;
    }
    return NOT_ALLOWED.contains(error) ? FORBIDDEN : REFUSED;
  }
}
