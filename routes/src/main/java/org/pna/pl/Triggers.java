package org.pna.pl;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationServer;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.ph.Agenda;
import org.pna.ph.KeptRows;
import org.pna.ph.Want;
import org.pna.ph.Wants;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;

/**
 * Brings the triggered reporting of locations to what is wanted (TS 23.141 clause 4.3.8; OMA MLP,
 * tlrr and tlrsr): asks for it within the servers' budgets, again before it ends, when a server was
 * silent for too long, and later and later after each failure; ends it when it is wanted no more.
 * Each stands for a limited time: so what a server does that we have forgotten ends by itself, and
 * is ended as soon as it tells something. Safe for use by many threads.
 */
public final class Triggers implements Wants {
  private static final int MOST_STRAYS = 10_000;

  private final TriggerSettings settings;
  private final List<GmlcRoom> rooms;
  private final LocationServer server;
  private final KeptRows<Trigger> rows;
  private final BooleanSupplier overloaded;
  private final GmlcAlarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Map<String, TriggerJob> jobs = new ConcurrentHashMap<>();
  private final Map<GmlcRoom, Agenda<TriggerJob>> turns = new HashMap<>();
  private final Map<Standing, TriggerJob> standing = new HashMap<>();
  private final Agenda<Standing> strays = new Agenda<>();
  private final Map<String, Integer> starting = new HashMap<>(); // by server

  /** A request as its server knows it. */
  private record Standing(String gmlc, String requestId) {}

  /**
   * @param rooms of the servers; the first that serves a subscriber is asked
   * @param server the way there
   * @param store keeps how far each is
   * @param overloaded whether there is no room for anything that can wait (rule S6)
   * @param alarms told how requests end
   * @param meters gets the counter {@code pna.pl.triggers} by what was done
   */
  public Triggers(
      TriggerSettings settings,
      List<GmlcRoom> rooms,
      LocationServer server,
      PresenceStore store,
      BooleanSupplier overloaded,
      GmlcAlarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.rooms = List.copyOf(rooms);
    this.server = server;
    this.rows =
        new KeptRows<>(
            store, TableName.LOCATION_TRIGGERS, TriggerFormat::bytes, TriggerFormat::read);
    this.overloaded = overloaded;
    this.alarms = alarms;
    this.clock = clock;
    this.meters = meters;
    rooms.forEach(room -> turns.put(room, new Agenda<>()));
  }

  /** Takes up what the store holds; before anything else. */
  public synchronized void restore() {
    rows.scan(
        (key, trigger) -> {
          TriggerJob job = add(key, trigger);
          if (job != null) {
            turn(job);
          }
        });
  }

  private @Nullable TriggerJob add(String key, Trigger trigger) {
    GmlcRoom room =
        rooms.stream()
            .filter(one -> one.gmlc().serves(TriggerKeys.subscriber(key)))
            .findFirst()
            .orElse(null);
    if (room == null || jobs.size() >= settings.most()) {
      count("left-out");
      return null;
    }
    TriggerJob job = new TriggerJob(key, room, trigger, clock.instant());
    jobs.put(key, job);
    String id = trigger.requestId();
    if (id != null) {
      standing.put(new Standing(room.gmlc().name(), id), job);
    }
    return job;
  }

  @Override
  public void forEach(BiConsumer<String, Want> visitor) {
    jobs.values().forEach(job -> visitor.accept(job.key, job.trigger.want()));
  }

  @Override
  public Want want(String key) {
    return trigger(key).want();
  }

  @Override
  public synchronized void change(String key, boolean isDurable, UnaryOperator<Want> change) {
    Trigger before = trigger(key);
    Trigger now = before.wanting(change.apply(before.want()));
    if (now.equals(before)) {
      return;
    }
    TriggerJob job = jobs.get(key);
    if (job == null) {
      job = add(key, now);
    } else {
      job.trigger = now;
    }
    if (job != null) {
      if (isDurable) {
        save(job, saved -> {});
      }
      turn(job);
    }
  }

  @Override
  public synchronized void ask(String key, @Nullable Boolean on, Consumer<Boolean> end) {
    Instant now = clock.instant();
    change(key, false, before -> before.asking(on, now));
    TriggerJob job = jobs.get(key);
    if (job != null) {
      job.notBefore = Instant.MIN;
      turn(job);
      save(job, end);
    } else if (on == null) {
      rows.put(key, null, end);
    } else {
      end.accept(false);
    }
  }

  /** How far one is; nothing of one that is not cared for. */
  Trigger trigger(String key) {
    TriggerJob job = jobs.get(key);
    return job == null ? Trigger.NONE : job.trigger;
  }

  /** Whether nothing is left to do for one, for now. */
  boolean isSettled(String key) {
    TriggerJob job = jobs.get(key);
    if (job == null) {
      return true;
    }
    Trigger.Phase phase = job.trigger.phase();
    return !job.isUnderWay && phase != Trigger.Phase.WANTED && phase != Trigger.Phase.ENDING;
  }

  /** How many are in each phase, by its word. */
  public Map<String, Integer> counts() {
    Map<Trigger.Phase, Integer> counts = new EnumMap<>(Trigger.Phase.class);
    jobs.values().forEach(job -> counts.merge(job.trigger.phase(), 1, Integer::sum));
    counts.remove(Trigger.Phase.NONE);
    Map<String, Integer> words = new HashMap<>();
    counts.forEach((phase, count) -> words.put(TriggerReports.word(phase), count));
    return words;
  }

  /** Keys of whom somebody asked that they be not reported on. */
  public Set<String> declined() {
    Set<String> declined = new HashSet<>();
    for (TriggerJob job : jobs.values()) {
      var asked = job.trigger.want().asked();
      if (asked != null && !asked.on()) {
        declined.add(job.key);
      }
    }
    return declined;
  }

  /**
   * A server tells something by a request.
   *
   * @return the key of whom it was asked about; null if we did not ask: then it is ended
   */
  public synchronized @Nullable String heard(String gmlc, String requestId) {
    Standing one = new Standing(gmlc, requestId);
    TriggerJob job = standing.get(one);
    if (job == null) {
      if (starting.getOrDefault(gmlc, 0) == 0) { // else it may be the one just asked for
        stray(one, clock.instant());
      }
      return null;
    }
    job.heard = clock.instant();
    return job.key;
  }

  private void stray(Standing one, Instant now) {
    if (strays.size() < MOST_STRAYS) { // beyond it they end by themselves
      strays.putNoLater(one, now);
    }
  }

  /** Writes again what the disk did not take; to be called about every second. */
  public synchronized void save() {
    for (String key : rows.unsaved()) {
      TriggerJob job = jobs.get(key);
      rows.put(key, job == null ? null : kept(job.trigger), saved -> {});
    }
  }

  private void save(TriggerJob job, Consumer<Boolean> end) {
    rows.put(job.key, kept(job.trigger), end);
  }

  private static @Nullable Trigger kept(Trigger trigger) {
    return trigger.isDone() ? null : trigger;
  }

  private void turn(TriggerJob job) {
    Agenda<TriggerJob> agenda = Objects.requireNonNull(turns.get(job.room));
    if (job.isUnderWay) {
      return; // its end gives it the next turn
    }
    Instant now = clock.instant();
    Instant until = job.trigger.until();
    if (job.trigger.requestId() != null && until != null && !until.isAfter(now)) {
      forget(job); // the server has ended it
      save(job, saved -> {});
    }
    if (job.trigger.isDone()) {
      agenda.remove(job);
      jobs.remove(job.key);
      return;
    }
    Instant due =
        switch (job.trigger.phase()) {
          case NONE -> null;
          case WANTED, ENDING -> now;
          case REFUSED -> job.trigger.until();
          case STANDING -> job.renewal(settings, now);
        };
    if (due == null) {
      agenda.remove(job);
    } else {
      agenda.put(job, due.isBefore(job.notBefore) ? job.notBefore : due);
    }
  }

  private void forget(TriggerJob job) {
    String id = job.trigger.requestId();
    if (id != null) {
      standing.remove(new Standing(job.room.gmlc().name(), id));
    }
    job.trigger = job.trigger.ended();
  }

  /** Sends what may go now; to be called several times a second. */
  public void tick() {
    if (overloaded.getAsBoolean()) {
      return;
    }
    List<Runnable> go = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      turns.forEach((room, agenda) -> serve(room, agenda, now, go));
      serveStrays(now, go);
    }
    go.forEach(Runnable::run);
  }

  private void serve(GmlcRoom room, Agenda<TriggerJob> agenda, Instant now, List<Runnable> go) {
    for (TriggerJob job = agenda.first(now); job != null; job = agenda.first(now)) {
      Instant due =
          job.trigger.phase() == Trigger.Phase.STANDING ? job.renewal(settings, now) : now;
      if (due.isAfter(now)) {
        agenda.put(job, due); // it told something meanwhile
      } else if (room.take(now)) {
        agenda.remove(job);
        job.isUnderWay = true;
        go.add(job.trigger.want().isWanted() ? start(job, now) : stop(job));
      } else {
        return;
      }
    }
  }

  private Runnable start(TriggerJob job, Instant now) {
    String gmlc = job.room.gmlc().name();
    starting.merge(gmlc, 1, Integer::sum);
    count(job.trigger.requestId() == null ? "start" : "renew");
    Instant end = Instant.ofEpochSecond(now.plus(settings.expiry()).getEpochSecond());
    MlpRequest request =
        new MlpRequest.Triggered(
            TriggerKeys.subscriber(job.key),
            settings.interval(),
            null,
            end,
            settings.whenAvailable(),
            settings.push(),
            settings.type());
    return () -> server.send(gmlc, request, answer -> started(job, end, answer));
  }

  private synchronized void started(TriggerJob job, Instant end, MlpAnswer answer) {
    Instant now = clock.instant();
    String gmlc = job.room.gmlc().name();
    starting.merge(gmlc, -1, Integer::sum);
    job.isUnderWay = false;
    Verdict verdict = answer instanceof MlpAnswer.Accepted ? Verdict.LOCATED : Verdict.of(answer);
    ended(job.room, verdict, now);
    if (answer instanceof MlpAnswer.Accepted accepted) {
      String before = job.trigger.requestId();
      if (before != null && !before.equals(accepted.requestId())) {
        standing.remove(new Standing(gmlc, before));
        stray(new Standing(gmlc, before), now);
      }
      job.succeeded();
      job.heard = now;
      job.trigger = job.trigger.standing(accepted.requestId(), now, end);
      standing.put(new Standing(gmlc, accepted.requestId()), job);
      save(job, saved -> {});
    } else if (verdict.isRetried()) {
      job.failed(now);
    } else {
      forget(job);
      boolean isUnknown = verdict == Verdict.UNKNOWN_SUBSCRIBER;
      job.trigger = job.trigger.refused(now, now.plus(isUnknown ? Verdict.DAY : Verdict.LONG));
      save(job, saved -> {});
    }
    turn(job);
  }

  private Runnable stop(TriggerJob job) {
    String id = Objects.requireNonNull(job.trigger.requestId());
    count("stop");
    return () ->
        server.send(
            job.room.gmlc().name(), new MlpRequest.Stop(id), answer -> stopped(job, answer));
  }

  private synchronized void stopped(TriggerJob job, MlpAnswer answer) {
    Instant now = clock.instant();
    job.isUnderWay = false;
    if (settle(job.room, answer, now)) {
      job.succeeded();
      forget(job);
      save(job, saved -> {});
    } else {
      job.failed(now);
    }
    turn(job);
  }

  /** Whether it has ended at the server, or the server does not know it. */
  private boolean settle(GmlcRoom room, MlpAnswer answer, Instant now) {
    Verdict verdict = answer instanceof MlpAnswer.Failed ? Verdict.of(answer) : Verdict.LOCATED;
    ended(room, verdict, now);
    return !verdict.isTrouble();
  }

  private void ended(GmlcRoom room, Verdict verdict, Instant now) {
    room.ended(verdict, now);
    alarms.ended(room.gmlc().name(), verdict);
  }

  private void serveStrays(Instant now, List<Runnable> go) {
    for (Standing one = strays.first(now); one != null; one = strays.first(now)) {
      Standing stray = one;
      GmlcRoom room =
          rooms.stream()
              .filter(each -> each.gmlc().name().equals(stray.gmlc()))
              .findFirst()
              .orElse(null);
      if (room == null || standing.containsKey(stray)) {
        strays.remove(stray);
      } else if (room.take(now)) {
        strays.remove(stray);
        count("stray");
        go.add(
            () ->
                server.send(
                    stray.gmlc(),
                    new MlpRequest.Stop(stray.requestId()),
                    answer -> straysEnd(room, answer)));
      } else {
        return;
      }
    }
  }

  /** One that could not be ended shows when it tells something again. */
  private synchronized void straysEnd(GmlcRoom room, MlpAnswer answer) {
    boolean unused = settle(room, answer, clock.instant());
  }

  private void count(String done) {
    meters.counter("pna.pl.triggers", "done", done).increment();
  }
}
