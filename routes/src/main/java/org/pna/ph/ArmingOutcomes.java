package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;

/** What is believed of a job's CSIs after an answer or a notice. Under the arming's lock only. */
final class ArmingOutcomes {
  /** Somebody turns off what we turn on, if so soon after. */
  private static final Duration QUARREL = Duration.ofMinutes(10);

  private final ArmingJobs jobs;
  private final Set<Long> serviceKeys;
  private final InstantSource clock;

  ArmingOutcomes(ArmingJobs jobs, Set<Long> serviceKeys, InstantSource clock) {
    this.jobs = jobs;
    this.serviceKeys = serviceKeys;
    this.clock = clock;
  }

  /**
   * Takes an answer.
   *
   * @return whether something was armed, as we knew, and is no more
   */
  boolean answered(ArmingJob job, HlrRequest request, HlrAnswer answer) {
    Instant now = clock.instant();
    if (answer instanceof HlrAnswer.Subscribed told) {
      if (request instanceof HlrRequest.Modification atm) {
        changed(job, atm, told.result(), now);
        return false;
      }
      return told(job, asked(request), told.result());
    }
    switch (Ruling.of(answer)) {
      case NOT_SENT -> job.notSent(now);
      case ABSENT -> rest(job, asked(request), CsiState.INCOMPLETE);
      case REFUSED, FORBIDDEN -> rest(job, asked(request), CsiState.REFUSED);
      // A modification's outcome is marked unknown already.
      default -> job.failed(request instanceof HlrRequest.Modification, now);
    }
    return false;
  }

  /** Which a request is about. */
  static Set<Csi.Kind> asked(HlrRequest request) {
    if (request instanceof HlrRequest.SubscriptionInterrogation atsi) {
      return atsi.csis();
    }
    return request instanceof HlrRequest.Modification atm ? Set.of(atm.csi()) : Set.of();
  }

  /** What a modification led to: what its answer does not show is asked for. */
  private void changed(
      ArmingJob job, HlrRequest.Modification request, SubscriptionResult told, Instant now) {
    Csi csi = told.csi(request.csi());
    CsiState state = csi == null ? CsiState.UNKNOWN : judged(job, csi, request.csi());
    jobs.set(job, request.csi(), state);
    if (state == (request.activate() ? CsiState.ARMED : CsiState.DISARMED)) {
      job.succeeded();
      job.changedAt = now;
    } else {
      job.failed(true, now);
    }
  }

  private boolean told(ArmingJob job, Set<Csi.Kind> asked, SubscriptionResult result) {
    boolean lost = false;
    Set<Csi.Kind> leftOut = CsiVerdict.leftOut(result, asked);
    for (Csi.Kind kind : asked) {
      job.leftOut.remove(kind);
      if (!jobs.isConcerned(job, kind)) {
        continue;
      }
      if (leftOut.contains(kind)) {
        job.leftOut.add(kind);
      } else {
        CsiState before = job.armament.state(kind);
        CsiState state = judged(job, result.csi(kind), kind);
        lost |=
            before == CsiState.ARMED
                && (state == CsiState.DISARMED || state == CsiState.INCOMPLETE);
        jobs.set(job, kind, state);
      }
    }
    job.verify = !job.leftOut.isEmpty();
    job.failures = job.modificationFailures;
    return lost;
  }

  /** There is no use in asking on, for a long time. */
  private void rest(ArmingJob job, Set<Csi.Kind> kinds, CsiState state) {
    for (Csi.Kind kind : EnumSet.copyOf(kinds)) {
      job.leftOut.remove(kind);
      if (jobs.isConcerned(job, kind)) {
        jobs.set(job, kind, state);
      }
    }
    job.verify = !job.leftOut.isEmpty();
  }

  /** Takes a notice of what a register, or somebody at it, did. */
  void modified(ArmingJob job, SubscriberDataModified told) {
    boolean wasArmed = job.isArmed();
    tell(job, Csi.Kind.M_CSI, told.mobility(), told.mobilityWithdrawn());
    tell(job, Csi.Kind.MG_CSI, told.mobilityGprs(), told.mobilityGprsWithdrawn());
    Instant now = clock.instant();
    if (wasArmed && !jobs.isSettled(job) && now.isBefore(job.changedAt.plus(QUARREL))) {
      job.failed(true, now); // not too fast
    }
  }

  private void tell(ArmingJob job, Csi.Kind kind, @Nullable Csi csi, boolean withdrawn) {
    if (csi != null || withdrawn) {
      jobs.set(job, kind, judged(job, withdrawn ? null : csi, kind));
    }
  }

  private CsiState judged(ArmingJob job, @Nullable Csi csi, Csi.Kind kind) {
    return CsiVerdict.of(csi, kind, job.desk.hlr.gsmScfAddress(), serviceKeys);
  }
}
