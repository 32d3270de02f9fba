package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriptionResult;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;

/**
 * Brings M-CSI and MG-CSI of each IMSI to what is wanted (TS 23.141 clause 4.3.5,
 * anyTimeModification) and no other application's CSI to anything (rule S5): asks first whose it
 * is, changes what is ours, believes only what the register tells of it, asks again when it does
 * not tell, and waits longer after each failure. Before a modification goes, its outcome is marked
 * unknown on disk: so a restart in between asks first. Safe for use by many threads.
 */
public final class Arming {
  private static final Duration FULL_CHECK_PAUSE = Duration.ofHours(1);
  private static final Duration QUARREL = Duration.ofMinutes(10);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int SAMPLE = 50;
  private static final int MAX_PREPARED = 100;

  private final ArmingSettings settings;
  private final HlrBudgets budgets;
  private final HomeLocationRegister register;
  private final Entrance entrance;
  private final ArmingTable table;
  private final BooleanSupplier overloaded;
  private final ArmingAlarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ArmingJobs jobs;

  /**
   * @param settings whose reports are wanted
   * @param hlrs who may be asked
   * @param budgets how much
   * @param register the way there
   * @param entrance where answers go, that say whether reports come
   * @param store keeps how far each is
   * @param overloaded whether there is no room for anything that can wait (rule S6)
   * @param alarms gets {@code hlr NAME arming} and {@code hlr NAME csi}
   * @param meters gets the counters {@code pna.ph.arming} by register and what was done
   */
  public Arming(
      ArmingSettings settings,
      Hlrs hlrs,
      HlrBudgets budgets,
      HomeLocationRegister register,
      Entrance entrance,
      PresenceStore store,
      BooleanSupplier overloaded,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.budgets = budgets;
    this.register = register;
    this.entrance = entrance;
    this.table = new ArmingTable(store);
    this.overloaded = overloaded;
    this.alarms = new ArmingAlarms(alarms);
    this.clock = clock;
    this.meters = meters;
    this.jobs = new ArmingJobs(settings, hlrs, table, clock, meters);
  }

  /** Takes up what the store holds; before anything else. */
  public synchronized void restore() {
    table.scan(
        (imsi, armament) -> {
          ArmingJob job = jobs.add(imsi, armament);
          if (job != null) {
            jobs.turn(job);
          }
        });
  }

  /** Shows each IMSI that is cared for. */
  void forEach(BiConsumer<String, Armament> visitor) {
    jobs.all().forEach(job -> visitor.accept(job.imsi, job.armament));
  }

  /**
   * Wishes something else of an IMSI.
   *
   * @param isDurable whether it is to outlive a restart; if not it is wished again then
   */
  synchronized void change(String imsi, boolean isDurable, UnaryOperator<Armament> change) {
    ArmingJob job = jobs.find(imsi);
    Armament before = job == null ? Armament.NONE : job.armament;
    Armament now = change.apply(before);
    if (now.equals(before)) {
      return;
    }
    if (job == null) {
      job = jobs.add(imsi, now);
    } else {
      jobs.set(job, now);
    }
    if (job != null) {
      if (isDurable) {
        jobs.save(job);
      }
      if (!job.isUnderWay && job.prepared == null) {
        jobs.turn(job);
      }
    }
  }

  /** Sends what may go now; to be called many times a second. */
  public void tick() {
    if (overloaded.getAsBoolean()) {
      return;
    }
    List<Runnable> go = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      for (ArmingDesk desk : jobs.desks()) {
        if (!desk.isClosed(now)) {
          serve(desk, now, go);
        }
      }
    }
    go.forEach(Runnable::run);
  }

  private void serve(ArmingDesk desk, Instant now, List<Runnable> go) {
    for (ArmingJob job = desk.first(now); job != null; job = desk.first(now)) {
      if (job.prepared == null && !jobs.mustAsk(job)) {
        if (desk.prepared >= MAX_PREPARED) {
          return;
        }
        desk.begun(job);
        prepare(job);
      } else if (desk.hasRoom(budgets.rate(desk.hlr, HlrBudgets.Kind.MODIFICATION))
          && budgets.take(desk.hlr, HlrBudgets.Kind.MODIFICATION)) {
        desk.begun(job);
        go.add(request(job));
      } else {
        return;
      }
    }
  }

  private void prepare(ArmingJob job) {
    Csi.Kind kind = jobs.isSettled(job, Csi.Kind.M_CSI) ? Csi.Kind.MG_CSI : Csi.Kind.M_CSI;
    if (jobs.isSettled(job, kind)) {
      jobs.turn(job); // the wish was taken back meanwhile
      return;
    }
    job.isUnderWay = true;
    job.desk.prepared++;
    jobs.set(job, kind, CsiState.UNKNOWN);
    table.put(job.imsi, job.armament, saved -> prepared(job, kind, saved));
  }

  private synchronized void prepared(ArmingJob job, Csi.Kind kind, boolean saved) {
    job.isUnderWay = false;
    if (saved) {
      job.prepared = kind;
      job.desk.schedule(job, Instant.EPOCH); // before all that are not prepared
    } else {
      job.desk.prepared--;
      job.failed(true, clock.instant());
      jobs.turn(job);
    }
  }

  private Runnable request(ArmingJob job) {
    Csi.Kind kind = job.prepared;
    Imsi imsi = new Imsi(job.imsi);
    String hlr = job.desk.hlr.globalTitle();
    HlrRequest request;
    if (kind == null) {
      request = new HlrRequest.SubscriptionInterrogation(imsi, hlr);
      count(job.desk, "asked");
    } else {
      boolean activate = jobs.isWanted(job, kind);
      request = new HlrRequest.Modification(imsi, hlr, kind, activate);
      count(job.desk, activate ? "activate" : "deactivate");
      job.prepared = null;
      job.desk.prepared--;
    }
    job.isUnderWay = true;
    job.desk.underWay++;
    return () -> register.send(request, answer -> answered(job, request, answer));
  }

  private void answered(ArmingJob job, HlrRequest request, HlrAnswer answer) {
    ArmingDesk desk = job.desk;
    budgets.ended(desk.hlr, HlrBudgets.Kind.MODIFICATION, answer);
    Ruling ruling = Ruling.of(answer);
    boolean closed;
    boolean opened;
    synchronized (this) {
      job.isUnderWay = false;
      desk.underWay--;
      if (answer instanceof HlrAnswer.Subscribed told) {
        if (request instanceof HlrRequest.Modification atm) {
          changed(job, atm, told.result());
        } else {
          told(job, told.result());
        }
      } else if (ruling == Ruling.FAILED) {
        // A modification's outcome is marked unknown already.
        job.failed(request instanceof HlrRequest.Modification, clock.instant());
      } else if (ruling == Ruling.NOT_SENT) {
        job.notSent(clock.instant());
      } else {
        refused(job, request);
      }
      job.verify |= job.again;
      job.again = false;
      jobs.save(job);
      jobs.turn(job);
      closed = ruling == Ruling.FORBIDDEN && desk.refused(clock.instant());
      opened = ruling == Ruling.SERVED && desk.served();
    }
    if (closed) {
      alarms.closed(desk.hlr);
    } else if (opened) {
      alarms.opened(desk.hlr);
    }
    if (answer instanceof HlrAnswer.Subscribed told) {
      entrance.enter(CsiVerdict.ours(told.result(), desk.hlr.gsmScfAddress()), end -> {});
    }
  }

  /** What a modification led to: what its answer does not show is asked for. */
  private void changed(ArmingJob job, HlrRequest.Modification request, SubscriptionResult told) {
    Csi csi = told.csi(request.csi());
    CsiState state = csi == null ? CsiState.UNKNOWN : judged(job, csi, request.csi());
    jobs.set(job, request.csi(), state);
    if (state == (request.activate() ? CsiState.ARMED : CsiState.DISARMED)) {
      job.succeeded();
      job.armedAt = clock.instant();
    } else {
      job.failed(true, clock.instant());
    }
  }

  private void told(ArmingJob job, SubscriptionResult result) {
    Armament before = job.armament;
    Armament now = before;
    boolean lost = false;
    for (Csi.Kind kind : Csi.Kind.values()) {
      if (jobs.isConcerned(job, kind)) {
        CsiState state = judged(job, result.csi(kind), kind);
        lost |=
            before.state(kind) == CsiState.ARMED
                && (state == CsiState.DISARMED || state == CsiState.INCOMPLETE);
        now = now.with(kind, state);
      }
    }
    job.verify = false;
    job.failures = job.modificationFailures;
    jobs.set(job, now);
    if (lost) {
      forgotten(job.desk);
    }
  }

  private CsiState judged(ArmingJob job, @Nullable Csi csi, Csi.Kind kind) {
    return CsiVerdict.of(csi, kind, job.desk.hlr.gsmScfAddress(), settings.serviceKeys());
  }

  private void refused(ArmingJob job, HlrRequest request) {
    job.verify = false;
    for (Csi.Kind kind : Csi.Kind.values()) {
      boolean meant =
          request instanceof HlrRequest.Modification atm
              ? atm.csi() == kind
              : jobs.isConcerned(job, kind);
      if (meant) {
        jobs.set(job, kind, CsiState.REFUSED);
      }
    }
  }

  /** The register has lost what it knew, or somebody changed it behind our back (rule T14). */
  private void forgotten(ArmingDesk desk) {
    Instant now = clock.instant();
    if (now.isBefore(desk.lastFullCheck.plus(FULL_CHECK_PAUSE))) {
      return;
    }
    desk.lastFullCheck = now;
    count(desk, "full-check");
    long gap = 2 * SECOND / desk.hlr.modifications(); // leaves half for what comes meanwhile
    long number = 0;
    for (ArmingJob job : jobs.armed(desk)) {
      ArmingJobs.verify(job, now.plusNanos(gap * number++));
    }
  }

  /**
   * The register tells that a CSI is not what it was (noteSubscriberDataModified): what was turned
   * off is armed again if it is wanted.
   */
  public synchronized void modified(SubscriberDataModified told) {
    ArmingJob job = jobs.find(told.imsi().digits());
    if (job == null) {
      return;
    }
    if (job.isUnderWay || job.prepared != null) {
      job.again = true; // which of the two was first is asked for
      return;
    }
    if (job.isArmed() && clock.instant().isBefore(job.armedAt.plus(QUARREL))) {
      job.failed(true, clock.instant()); // somebody turns off what we turn on: not too fast
    }
    tell(job, Csi.Kind.M_CSI, told.mobility(), told.mobilityWithdrawn());
    tell(job, Csi.Kind.MG_CSI, told.mobilityGprs(), told.mobilityGprsWithdrawn());
    jobs.save(job);
    jobs.turn(job);
  }

  private void tell(ArmingJob job, Csi.Kind kind, @Nullable Csi csi, boolean withdrawn) {
    if (csi != null || withdrawn) {
      jobs.set(job, kind, judged(job, withdrawn ? null : csi, kind));
    }
  }

  /** Looks after what is slow; to be called about every second. */
  public void look() {
    synchronized (this) {
      jobs.saveAgain();
      jobs.desks().forEach(this::sample);
    }
    for (ArmingDesk desk : jobs.desks()) {
      alarms.stuck(desk.hlr, counts(desk.hlr));
    }
  }

  /** Rule T14: a register that was restarted may have forgotten; some are asked for each day. */
  private void sample(ArmingDesk desk) {
    Instant now = clock.instant();
    if (now.isBefore(desk.nextSample)) {
      return;
    }
    desk.nextSample = now.plus(ArmingJobs.RECHECK);
    List<ArmingJob> armed = jobs.armed(desk);
    int step = Math.max(1, armed.size() / SAMPLE);
    for (int i = 0; i < armed.size(); i += step) {
      ArmingJobs.verify(armed.get(i), now);
    }
  }

  private void count(ArmingDesk desk, String done) {
    meters.counter("pna.ph.arming", "hlr", desk.hlr.name(), "done", done).increment();
  }

  /** How many CSIs of a register are in each state. */
  public synchronized Map<CsiState, Integer> counts(Hlr hlr) {
    return jobs.counts(hlr);
  }

  /** Whether reports of a domain are wanted that do not come. Any thread. */
  public boolean isUnreported(String imsi, Domain domain) {
    ArmingJob job = jobs.find(imsi);
    Csi.Kind kind = domain == Domain.CS ? Csi.Kind.M_CSI : Csi.Kind.MG_CSI;
    return job != null && jobs.isWanted(job, kind) && job.armament.state(kind) != CsiState.ARMED;
  }
}
