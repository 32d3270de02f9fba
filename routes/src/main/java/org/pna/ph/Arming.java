package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarms;

/**
 * Brings M-CSI and MG-CSI of each IMSI to what is wanted (TS 23.141 clause 4.3.5,
 * anyTimeModification) and no other application's CSI to anything (rule S5): asks first whose it
 * is, changes what is ours, believes only what the register tells of it, asks again when it does
 * not tell, and waits longer after each failure. Before a modification goes, its outcome is marked
 * unknown on disk: so a restart in between asks first. Safe for use by many threads.
 */
public final class Arming implements Wants {
  private static final int MAX_PREPARED = 100;

  private final HlrBudgets budgets;
  private final HomeLocationRegister register;
  private final Entrance entrance;
  private final KeptRows<Armament> table;
  private final BooleanSupplier overloaded;
  private final ArmingAlarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ArmingJobs jobs;
  private final ArmingOutcomes outcomes;
  private final ArmingChecks checks;

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
    this.budgets = budgets;
    this.register = OnceAnswered.register(register);
    this.entrance = OnceAnswered.entrance(entrance);
    this.table =
        new KeptRows<>(store, TableName.ARMING, ArmamentFormat::bytes, ArmamentFormat::read);
    this.overloaded = overloaded;
    this.alarms = new ArmingAlarms(alarms);
    this.clock = clock;
    this.meters = meters;
    this.jobs = new ArmingJobs(settings, hlrs, table, clock, meters);
    this.outcomes = new ArmingOutcomes(jobs, settings.serviceKeys(), clock);
    this.checks = new ArmingChecks(jobs);
  }

  /** Takes up what the store holds; before anything else. */
  public synchronized void restore() {
    table.scan(
        (imsi, armament) -> {
          ArmingJob job = jobs.add(imsi, armament);
          if (job != null) {
            jobs.takeUp(job);
          }
        });
  }

  @Override
  public void forEach(BiConsumer<String, Want> visitor) {
    jobs.all().forEach(job -> visitor.accept(job.imsi, job.armament.want()));
  }

  @Override
  public Want want(String imsi) {
    return armament(imsi).want();
  }

  @Override
  public synchronized void change(String imsi, boolean isDurable, UnaryOperator<Want> change) {
    ArmingJob job = jobs.find(imsi);
    Armament before = job == null ? Armament.NONE : job.armament;
    Armament now = before.wanting(change.apply(before.want()));
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
      if (!job.isBusy()) {
        jobs.turn(job);
      }
    }
  }

  @Override
  public synchronized void ask(String imsi, @Nullable Boolean on, Consumer<Boolean> end) {
    Instant now = clock.instant();
    change(imsi, false, before -> before.asking(on, now));
    ArmingJob job = jobs.find(imsi);
    if (job != null) {
      job.isUrgent = true;
      if (!job.isBusy()) {
        jobs.turn(job);
      }
      jobs.save(job, end);
    } else if (on == null) {
      table.put(imsi, null, end);
    } else {
      end.accept(false);
    }
  }

  /** How far an IMSI is; nothing of one that is not cared for. */
  Armament armament(String imsi) {
    ArmingJob job = jobs.find(imsi);
    return job == null ? Armament.NONE : job.armament;
  }

  /** Whether nothing is left to do for an IMSI, for now. */
  synchronized boolean isSettled(String imsi) {
    ArmingJob job = jobs.find(imsi);
    return job == null || (jobs.isSettled(job) && !job.isBusy());
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
        serve(desk, now, go);
      }
    }
    go.forEach(Runnable::run);
  }

  private void serve(ArmingDesk desk, Instant now, List<Runnable> go) {
    for (ArmingJob job = first(desk, now); job != null; job = first(desk, now)) {
      if (job.prepared == null && !jobs.mustAsk(job)) {
        if (desk.prepared >= MAX_PREPARED) {
          return;
        }
        desk.turns.remove(job);
        prepare(job);
      } else if (desk.hasRoom(budgets.rate(desk.hlr, HlrBudgets.Kind.MODIFICATION))
          && budgets.take(desk.hlr, HlrBudgets.Kind.MODIFICATION)) {
        desk.turns.remove(job);
        go.add(request(job));
      } else {
        return;
      }
    }
  }

  private @Nullable ArmingJob first(ArmingDesk desk, Instant now) {
    ArmingJob job = desk.isOpen(now) ? desk.turns.first(now) : null;
    if (job != null && job.prepared == null && jobs.isSettled(job)) {
      job.isUntold = false;
      job.verify(); // perhaps the operator has mended it by now
    }
    return job;
  }

  private void prepare(ArmingJob job) {
    Csi.Kind kind = jobs.isSettled(job, Csi.Kind.M_CSI) ? Csi.Kind.MG_CSI : Csi.Kind.M_CSI;
    job.isUnderWay = true;
    job.desk.prepared++;
    jobs.set(job, kind, CsiState.UNKNOWN);
    table.put(job.imsi, job.armament, saved -> prepared(job, kind, saved));
  }

  private synchronized void prepared(ArmingJob job, Csi.Kind kind, boolean saved) {
    job.isUnderWay = false;
    if (saved) {
      job.prepared = kind;
      job.desk.turns.put(job, Instant.EPOCH); // before all that are not prepared
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
      request = new HlrRequest.SubscriptionInterrogation(imsi, hlr, job.toAskAbout());
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
    boolean isModification = request instanceof HlrRequest.Modification;
    boolean closed;
    boolean opened;
    synchronized (this) {
      Instant now = clock.instant();
      job.isUnderWay = false;
      desk.underWay--;
      if (outcomes.answered(job, request, answer) && checks.all(desk, now)) {
        count(desk, "full-check");
      }
      if (job.again) {
        job.again = false;
        job.verify();
      }
      jobs.save(job);
      jobs.turn(job);
      closed = ruling == Ruling.FORBIDDEN && desk.refused(isModification, now);
      opened = ruling == Ruling.SERVED && desk.served(isModification);
    }
    if (closed) {
      alarms.closed(desk.hlr);
    } else if (opened) {
      alarms.opened(desk.hlr);
    }
    if (answer instanceof HlrAnswer.Subscribed told) {
      entrance.enter(
          CsiVerdict.ours(told.result(), ArmingOutcomes.asked(request), desk.hlr.gsmScfAddress()),
          end -> entered(job, end));
    }
  }

  /** What the route did not take is asked for again, for the sake of what is held. */
  private synchronized void entered(ArmingJob job, Entrance.End end) {
    if (!end.accepted() && jobs.find(job.imsi) == job) {
      job.isUntold = true;
      if (!job.isBusy()) {
        jobs.turn(job);
      }
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
    if (job.isBusy()) {
      job.again = true; // which of the two was first is asked for
      return;
    }
    outcomes.modified(job, told);
    jobs.save(job);
    jobs.turn(job);
  }

  /** Looks after what is slow; to be called about every second. */
  public void look() {
    synchronized (this) {
      jobs.saveAgain();
      Instant now = clock.instant();
      jobs.desks().forEach(desk -> checks.sample(desk, now));
    }
    for (ArmingDesk desk : jobs.desks()) {
      alarms.stuck(desk.hlr, counts(desk.hlr));
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
