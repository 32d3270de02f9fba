package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rule T14: a register that was restarted may have forgotten what was changed in it. Some of those
 * armed are asked about each day, and all once one was found that is armed no more, or was changed
 * behind our back. Under the arming's lock only.
 */
final class ArmingChecks {
  private static final Duration FULL_CHECK_PAUSE = Duration.ofHours(1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int SAMPLE = 50;

  private final ArmingJobs jobs;

  ArmingChecks(ArmingJobs jobs) {
    this.jobs = jobs;
  }

  /** Takes the daily sample of a register if its time has come. */
  void sample(ArmingDesk desk, Instant now) {
    if (now.isBefore(desk.nextSample)) {
      return;
    }
    desk.nextSample = now.plus(ArmingJobs.RECHECK);
    List<ArmingJob> armed = jobs.armed(desk);
    int step = Math.max(1, armed.size() / SAMPLE);
    int first = (int) (now.getEpochSecond() % step); // not the same ones each day
    for (int i = first; i < armed.size(); i += step) {
      ArmingJobs.verify(armed.get(i), now);
    }
  }

  /**
   * Has all of a register asked about, slowly, at most once an hour; half of its rate is left for
   * what comes meanwhile.
   *
   * @return whether it does now
   */
  boolean all(ArmingDesk desk, Instant now) {
    if (now.isBefore(desk.lastFullCheck.plus(FULL_CHECK_PAUSE))) {
      return false;
    }
    desk.lastFullCheck = now;
    long gap = 2 * SECOND / desk.hlr.modifications();
    long number = 0;
    for (ArmingJob job : jobs.armed(desk)) {
      ArmingJobs.verify(job, now.plusNanos(gap * number++));
    }
    return true;
  }
}
