package org.pna.endurance;

import java.util.Map;
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
final class AccountingCourse extends TurnCourse {
  private final SplittableRandom random;
  private int sessions;

  /** The session of the last event. */
  NasSession session;

  /** What the last event told; null before the first. */
  @Nullable Status status;

  AccountingCourse(int number, long seed) {
    super(number);
    random = new SplittableRandom(seed * 1_000_003 + number);
    session = session();
  }

  @Override
  void next() {
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
  boolean isTold(@Nullable ReceivedPresence document) {
    if (document == null) {
      return false;
    }
    return document.tuples().stream()
            .filter(tuple -> tuple.id().equals("ps-data"))
            .map(ReceivedPresence.ReceivedTuple::basic)
            .findAny()
            .orElse(null)
        == data();
  }

  private @Nullable Basic data() {
    return status == null ? null : status == Status.STOP ? Basic.CLOSED : Basic.OPEN;
  }

  @Override
  Map<String, String> elements() {
    return elements("ps-data", data());
  }
}
