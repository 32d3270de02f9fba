package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;

/** The jobs of one register; touched under the arming's lock only. */
final class ArmingDesk {
  /** Requests under way for each that may go in a second: half a minute's would do no good. */
  private static final int PER_RATE = 10;

  /** Refused so often in a row, the register refuses us, and not somebody. */
  private static final int REFUSALS = 10;

  private static final Duration LEFT_ALONE = Duration.ofHours(1);

  final Hlr hlr;
  int underWay;

  /** Modifications that are written down, or being written, and not sent. */
  int prepared;

  Instant nextSample = Instant.MIN;
  Instant lastFullCheck = Instant.MIN;

  /** Whose turn is when. */
  final Agenda<ArmingJob> turns = new Agenda<>();

  private final Map<CsiState, Integer> counts = new EnumMap<>(CsiState.class);
  private int refusals;
  private boolean modificationRefused;
  private @Nullable Instant closedUntil;

  ArmingDesk(Hlr hlr) {
    this.hlr = hlr;
  }

  boolean hasRoom(int rate) {
    return underWay < rate * PER_RATE;
  }

  /** Whether it may be asked: one that refused us is left alone, then tried one at a time. */
  boolean isOpen(Instant now) {
    return closedUntil == null || (!now.isBefore(closedUntil) && underWay == 0);
  }

  /**
   * Refused by what is meant for all: after some of these the register is left alone.
   *
   * @param modification what was refused; the other may be allowed all the time
   */
  boolean refused(boolean modification, Instant now) {
    refusals = modification == modificationRefused ? refusals + 1 : 1;
    modificationRefused = modification;
    if (refusals < REFUSALS && closedUntil == null) {
      return false;
    }
    closedUntil = now.plus(LEFT_ALONE);
    return true;
  }

  /**
   * Not refused; tells whether it was closed and is no more.
   *
   * @param modification what was served; that we may ask does not say that we may change
   */
  boolean served(boolean modification) {
    if (modificationRefused && !modification) {
      return false;
    }
    boolean was = closedUntil != null;
    refusals = 0;
    closedUntil = null;
    return was;
  }

  void count(Armament armament, int by) {
    for (Csi.Kind kind : Csi.Kind.values()) {
      counts.merge(armament.state(kind), by, Integer::sum);
    }
  }

  /** CSIs in a state. */
  int count(CsiState state) {
    return counts.getOrDefault(state, 0);
  }
}
