package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;

/** The jobs of one register; touched under the arming's lock only. */
final class ArmingDesk {
  /** Requests under way for each that may go in a second: half a minute's would do no good. */
  private static final int PER_RATE = 10;

  /** Refused so often in a row, the register refuses us, and not somebody. */
  private static final int REFUSALS = 10;

  private static final Duration LEFT_ALONE = Duration.ofHours(1);

  private record Turn(Instant due, ArmingJob job) {}

  final Hlr hlr;
  int underWay;

  /** Modifications that are written down, or being written, and not sent. */
  int prepared;

  Instant nextSample = Instant.MIN;
  Instant lastFullCheck = Instant.MIN;
  private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparing(Turn::due));
  private final Map<CsiState, Integer> counts = new EnumMap<>(CsiState.class);
  private int refusals;
  private @Nullable Instant closedUntil;

  ArmingDesk(Hlr hlr) {
    this.hlr = hlr;
  }

  boolean hasRoom(int rate) {
    return underWay < rate * PER_RATE;
  }

  /** Gives a job its turn, in place of the one that it had. */
  void schedule(ArmingJob job, Instant due) {
    job.due = due;
    turns.add(new Turn(due, job));
  }

  /** The first whose turn has come, which stays the first; null if there is none. */
  @Nullable ArmingJob first(Instant now) {
    for (Turn turn = turns.peek(); turn != null; turn = turns.peek()) {
      boolean isValid = turn.due().equals(turn.job().due) && !turn.job().isUnderWay;
      if (isValid && turn.due().isAfter(now)) {
        return null;
      }
      if (isValid) {
        return turn.job();
      }
      turns.remove();
    }
    return null;
  }

  /** Takes the first away. */
  void begun(ArmingJob first) {
    turns.remove();
    first.due = null;
  }

  boolean isClosed(Instant now) {
    return closedUntil != null && now.isBefore(closedUntil);
  }

  boolean isClosed() {
    return closedUntil != null;
  }

  /** Refused by what is meant for all: after some of these the register is left alone. */
  boolean refused(Instant now) {
    if (++refusals < REFUSALS) {
      return false;
    }
    closedUntil = now.plus(LEFT_ALONE);
    refusals = REFUSALS - 1; // one more closes it again
    return true;
  }

  /** Not refused; tells whether it was closed. */
  boolean served() {
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
