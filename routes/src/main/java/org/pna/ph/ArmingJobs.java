package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;

/**
 * Those who are cared for, how far each is, and whose turn is next. Changed under the arming's lock
 * only; reading needs none.
 */
final class ArmingJobs {
  /** After so long it is looked whether what only the operator can mend is mended. */
  static final Duration RECHECK = Duration.ofHours(24);

  /** After so long it is asked for again what the route did not take. */
  private static final Duration RETELL = Duration.ofMinutes(10);

  /** Before everything that is due since some moment, behind what is written ahead. */
  private static final Instant URGENT = Instant.EPOCH.plusSeconds(1);

  private final ArmingSettings settings;
  private final Hlrs hlrs;
  private final KeptRows<Armament> table;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Map<String, ArmingDesk> desks = new LinkedHashMap<>();
  private final Map<String, ArmingJob> jobs = new ConcurrentHashMap<>();

  ArmingJobs(
      ArmingSettings settings,
      Hlrs hlrs,
      KeptRows<Armament> table,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.hlrs = hlrs;
    this.table = table;
    this.clock = clock;
    this.meters = meters;
    hlrs.all().forEach(hlr -> desks.put(hlr.name(), new ArmingDesk(hlr)));
  }

  Collection<ArmingDesk> desks() {
    return desks.values();
  }

  Collection<ArmingJob> all() {
    return jobs.values();
  }

  @Nullable ArmingJob find(String imsi) {
    return jobs.get(imsi);
  }

  /** Begins to care; null if no register holds the IMSI, or there are too many. */
  @Nullable ArmingJob add(String imsi, Armament armament) {
    Hlr hlr = hlrs.of(new Imsi(imsi));
    if (hlr == null || jobs.size() >= settings.most()) {
      meters.counter("pna.ph.arming", "hlr", "none", "done", "left-out").increment();
      return null;
    }
    ArmingJob job = new ArmingJob(imsi, Objects.requireNonNull(desks.get(hlr.name())), armament);
    jobs.put(imsi, job);
    job.desk.count(armament, 1);
    return job;
  }

  void set(ArmingJob job, Armament armament) {
    job.desk.count(job.armament, -1);
    job.armament = armament;
    job.desk.count(armament, 1);
  }

  void set(ArmingJob job, Csi.Kind kind, CsiState state) {
    set(job, job.armament.with(kind, state, clock.instant()));
  }

  boolean isWanted(ArmingJob job, Csi.Kind kind) {
    return job.armament.isWanted() && settings.kinds().contains(kind);
  }

  boolean isSettled(ArmingJob job, Csi.Kind kind) {
    return job.armament.state(kind).isSettled(isWanted(job, kind));
  }

  /** Whether a CSI concerns us. */
  boolean isConcerned(ArmingJob job, Csi.Kind kind) {
    return isWanted(job, kind) || job.armament.state(kind) != CsiState.UNTOUCHED;
  }

  /** Whether the register has to be asked before anything is changed. */
  boolean mustAsk(ArmingJob job) {
    boolean must = job.verify;
    for (Csi.Kind kind : Csi.Kind.values()) {
      CsiState state = job.armament.state(kind);
      must |= state == CsiState.UNKNOWN || (state == CsiState.UNTOUCHED && isWanted(job, kind));
    }
    return must;
  }

  /** Whether all is as it is wanted, or as good as it gets. */
  boolean isSettled(ArmingJob job) {
    return !job.verify && isSettled(job, Csi.Kind.M_CSI) && isSettled(job, Csi.Kind.MG_CSI);
  }

  /** Whether nothing is wanted, and nothing is left to do. */
  private boolean isDone(ArmingJob job) {
    return !job.armament.isWanted()
        && job.armament.want().asked() == null
        && isSettled(job, Csi.Kind.M_CSI)
        && isSettled(job, Csi.Kind.MG_CSI)
        && !isStuck(job);
  }

  /** Whether the operator has to mend something; a refusal to switch off leaves it on. */
  private boolean isStuck(ArmingJob job) {
    for (Csi.Kind kind : Csi.Kind.values()) {
      CsiState state = job.armament.state(kind);
      if (state == CsiState.REFUSED || (isWanted(job, kind) && state.isStuck())) {
        return true;
      }
    }
    return false;
  }

  /** Writes what is to outlive a restart. */
  void save(ArmingJob job) {
    save(job, saved -> {});
  }

  /**
   * The same.
   *
   * @param end told whether it is on disk, on any thread, possibly at once
   */
  void save(ArmingJob job, Consumer<Boolean> end) {
    table.put(job.imsi, isDone(job) ? null : job.armament, end);
  }

  /** Writes again what the disk did not take. */
  void saveAgain() {
    for (String imsi : table.unsaved()) {
      ArmingJob job = jobs.get(imsi);
      table.put(imsi, job == null || isDone(job) ? null : job.armament, saved -> {});
    }
  }

  /**
   * Gives a job its first turn after a restart; what only the operator can mend he may have mended
   * by it.
   */
  void takeUp(ArmingJob job) {
    job.verify = isStuck(job);
    turn(job);
  }

  /** Gives a job its next turn, if it needs one; who needs no care is let go. */
  void turn(ArmingJob job) {
    Instant now = clock.instant();
    if (!isSettled(job)) {
      Instant next = job.isUrgent ? URGENT : now;
      job.desk.turns.put(job, job.notBefore.isAfter(now) ? job.notBefore : next);
      return;
    }
    job.isUrgent = false;
    job.succeeded();
    job.desk.turns.remove(job);
    if (isDone(job)) {
      job.desk.count(job.armament, -1);
      jobs.remove(job.imsi);
    } else if (isStuck(job)) {
      job.desk.turns.put(job, now.plus(job.jittered(RECHECK)));
    } else if (job.isUntold) {
      job.desk.turns.put(job, now.plus(job.jittered(RETELL)));
    }
  }

  /** Has somebody asked about whose state is known. */
  static void verify(ArmingJob job, Instant due) {
    job.verify();
    if (!job.isBusy()) {
      job.desk.turns.putNoLater(job, due);
    }
  }

  /** Those of a register of whom a CSI is armed. */
  List<ArmingJob> armed(ArmingDesk desk) {
    return jobs.values().stream().filter(job -> job.desk == desk && job.isArmed()).toList();
  }

  /** How many CSIs of a register are in each state. */
  Map<CsiState, Integer> counts(Hlr hlr) {
    ArmingDesk desk = Objects.requireNonNull(desks.get(hlr.name()), "one of ours");
    Map<CsiState, Integer> counts = new EnumMap<>(CsiState.class);
    for (CsiState state : CsiState.values()) {
      counts.put(state, desk.count(state));
    }
    return counts;
  }
}
