package org.pna.pl;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.ResultCode;

/** What an answer means for asking again. */
enum Verdict {
  /** A place, or that there is none now: asked again when the policy says so. */
  LOCATED,
  ABSENT,
  WITHHELD,
  /** The method failed, or the server did not say why. */
  FAILED,
  UNKNOWN_SUBSCRIBER,
  /** We may not ask at all. */
  NOT_ALLOWED,
  /** The server or its network has too much to do, or is not there. */
  TROUBLE,
  /** We could not make use of the answer. */
  PROTOCOL,
  ANOTHER_SUBSCRIBER,
  /** Our own route did not take it. */
  NOT_ACCEPTED;

  /** Until whom no answer is to be had from is asked about again. */
  static final Duration LONG = Duration.ofHours(1);

  static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 6;

  static Verdict of(LocationOutcome outcome) {
    return outcome instanceof LocationOutcome.Failed failed ? of(failed.result()) : LOCATED;
  }

  static Verdict of(MlpAnswer answer) {
    if (answer instanceof MlpAnswer.Failed failed) {
      ResultCode result = failed.result();
      return switch (failed.kind()) {
        case RESULT -> result == null ? PROTOCOL : of(result);
        case PROTOCOL -> PROTOCOL;
        case TIMEOUT, UNREACHABLE, NO_ROOM -> TROUBLE;
      };
    }
    return PROTOCOL; // it was asked to answer at once
  }

  private static Verdict of(ResultCode result) {
    if (result.equals(ResultCode.UNKNOWN_SUBSCRIBER)) {
      return UNKNOWN_SUBSCRIBER;
    } else if (result.equals(ResultCode.UNAUTHORIZED_APPLICATION)) {
      return NOT_ALLOWED;
    } else if (result.equals(ResultCode.ABSENT_SUBSCRIBER)) {
      return ABSENT;
    } else if (result.equals(ResultCode.POSITIONING_NOT_ALLOWED)
        || result.equals(ResultCode.DISALLOWED_BY_LOCAL_REGULATIONS)) {
      return WITHHELD;
    }
    boolean trouble =
        result.equals(ResultCode.SYSTEM_FAILURE)
            || result.equals(ResultCode.CONGESTION_IN_LOCATION_SERVER)
            || result.equals(ResultCode.CONGESTION_IN_MOBILE_NETWORK);
    return trouble ? TROUBLE : FAILED;
  }

  boolean isTrouble() {
    return this == TROUBLE;
  }

  /** Whether it is tried again soon, each time later. */
  boolean isRetried() {
    return this == TROUBLE || this == PROTOCOL || this == NOT_ACCEPTED;
  }

  /** Whether a move to another cell changes nothing about when to ask again. */
  boolean bars() {
    return isRetried()
        || this == UNKNOWN_SUBSCRIBER
        || this == NOT_ALLOWED
        || this == WITHHELD
        || this == ANOTHER_SUBSCRIBER;
  }

  /**
   * How long until he is asked about again; null: when he moves.
   *
   * @param failures in a row, this one included
   */
  @Nullable Duration pause(LocationPolicy policy, int failures) {
    return switch (this) {
      case LOCATED, ABSENT, FAILED -> policy.every();
      case WITHHELD, NOT_ALLOWED, ANOTHER_SUBSCRIBER -> LONG;
      case UNKNOWN_SUBSCRIBER -> DAY;
      case TROUBLE, PROTOCOL, NOT_ACCEPTED ->
          policy.pause().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    };
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
