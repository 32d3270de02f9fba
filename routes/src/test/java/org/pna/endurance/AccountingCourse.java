package org.pna.endurance;

import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.ReceivedPresence;
import org.pna.simulator.NasSession;
import org.pna.simulator.SimulatedNas.Status;

/**
 * A subscriber's sessions, one after the other, the same for the same seed. Each begins, some tell
 * of another cell, each ends: no two events of a session have the same status.
 */
final class AccountingCourse extends Course {
  private final SplittableRandom random;
  private int sessions;

  /** The session of the last event. */
  NasSession session;

  /** What the last event told; null before the first. */
  @Nullable Status status;

  /** When it happened; null when it was acknowledged. */
  @Nullable Instant happened;

  /** When it was first sent, by {@link System#nanoTime}; null before. */
  @Nullable Long sentFirst;

  /** Whether the gateway's present process was sent it. */
  boolean sentNow;

  AccountingCourse(int number, long seed) {
    super(number);
    random = new SplittableRandom(seed * 1_000_003 + number);
    session = session();
  }

  /** Another event happens. */
  void next(Instant now) {
    Status last = status;
    if (last == null || last == Status.STOP) {
      session = session();
      status = Status.START;
    } else if (last == Status.START && random.nextInt(3) > 0) {
      session = session.at(place());
      status = Status.INTERIM_UPDATE;
    } else {
      status = Status.STOP;
    }
    happened = now;
  }

  private NasSession session() {
    int count = sessions++;
    return NasSession.ofGgsn(
            String.format("0A000009%04X%08X", number, count),
            who,
            "10.1." + count % 256 + '.' + number % 256)
        .at(place());
  }

  /** User-Location-Info of a cell in 240-99. */
  private String place() {
    return String.format("0042f0991a2b%04x", random.nextInt(1, 60_000));
  }

  @Override
  boolean isOpen() {
    return happened != null && sentFirst != null;
  }

  @Override
  boolean isOwed() {
    return happened != null;
  }

  @Override
  boolean isTold(@Nullable ReceivedPresence document) {
    if (document == null) {
      return false;
    }
    Basic data = status == null ? null : status == Status.STOP ? Basic.CLOSED : Basic.OPEN;
    return document.tuples().stream()
            .filter(tuple -> tuple.id().equals("ps-data"))
            .map(ReceivedPresence.ReceivedTuple::basic)
            .findAny()
            .orElse(null)
        == data;
  }
}
