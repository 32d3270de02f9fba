package org.pna.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.pna.publisher.store.RocksStore;
import org.pna.routes.Suspects;
import org.pna.routes.SuspectsMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that whoever is suspect stays so over a restart, whatever the disk does (T1). */
final class SuspectsKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SuspectsKeeper.class);
  private static final long SECOND_MILLIS = 1000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SAVE_NANOS = 5_000_000_000L;
  private static final long SAVE_PAUSE_NANOS = 10_000_000;

  private final Suspects suspects;
  private final SuspectsMark mark;
  private final RocksStore store;
  private final InstantSource clock;

  SuspectsKeeper(Suspects suspects, DataFolder folder, InstantSource clock) {
    this.suspects = suspects;
    this.mark = folder.mark();
    this.store = folder.store();
    this.clock = clock;
  }

  /** Takes up who was suspect; all are where that was lost. */
  void restore() {
    suspects.restore();
    if (mark.isSet() || store.damage() != null) {
      suspects.doubtAll(clock.instant());
    }
  }

  /**
   * Keeps them from now on.
   *
   * @param lifetime after which nothing is held of them any more
   */
  void begin(PeriodicTasks tasks, Duration lifetime) {
    tasks.every(SECOND_MILLIS, "Saving the suspects", suspects::save);
    tasks.every(
        MINUTE_MILLIS,
        "Forgetting old suspects",
        () -> suspects.lapse(clock.instant().minus(lifetime)));
    tasks.every(SECOND_MILLIS, "Marking suspects", () -> mark.set(suspects.unsaved() > 0));
  }

  /** What the disk does not take any more is at least marked. */
  void save() {
    long end = System.nanoTime() + SAVE_NANOS;
    suspects.save();
    while (suspects.unsaved() > 0 && !store.state().failing() && System.nanoTime() < end) {
      LockSupport.parkNanos(SAVE_PAUSE_NANOS);
      suspects.save();
    }
    mark.set(suspects.unsaved() > 0);
    if (suspects.unsaved() > 0) {
      LOG.error(
          "{} suspects could not be written: at the next start all nodes are suspect",
          suspects.unsaved());
    }
  }
}
