package org.pna.ph.sh;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.HomeSubscriberServer;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.ph.Entrance;
import org.pna.ph.KeptRows;
import org.pna.ph.OnceAnswered;
import org.pna.ph.Want;
import org.pna.ph.Wants;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;

/**
 * Brings the subscriptions to IMSUserState of public identities to what is wanted (TS 23.141 clause
 * 4.3.5; TS 29.328 clause 6.1.3): asks for them within a budget, renews them before they end and
 * whenever notices may have been missed, ends them when they are wanted no more, and waits longer
 * after each failure. That one is asked for is on disk before it goes: so after a restart in
 * between it is known that it may stand. Safe for use by many threads.
 */
public final class StateSubscriptions implements Wants {
  private static final int MAX_PREPARED = 100;

  private final SubscriptionSettings settings;
  private final HomeSubscriberServer server;
  private final Entrance entrance;
  private final KeptRows<StateSubscription> rows;
  private final BooleanSupplier overloaded;
  private final Alarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final SubscriptionJobs jobs;
  private final SubscriptionOutcomes outcomes;
  private final RefreshPasses passes;
  private final ServerDesk desk;
  private int prepared;
  private boolean isRestored;

  /**
   * @param server the way there
   * @param entrance where values go
   * @param store keeps how far each is
   * @param overloaded whether there is no room for anything that can wait (rule S6)
   * @param alarms gets {@code hss NODE subscriptions}
   * @param meters gets the counters {@code pna.ph.subscriptions} by node and what was done
   */
  public StateSubscriptions(
      SubscriptionSettings settings,
      HomeSubscriberServer server,
      Entrance entrance,
      PresenceStore store,
      BooleanSupplier overloaded,
      Alarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.server = OnceAnswered.server(server);
    this.entrance = OnceAnswered.entrance(entrance);
    this.rows =
        new KeptRows<>(
            store,
            TableName.STATE_SUBSCRIPTIONS,
            SubscriptionFormat::bytes,
            SubscriptionFormat::read);
    this.overloaded = overloaded;
    this.alarms = alarms;
    this.clock = clock;
    this.meters = meters;
    this.jobs = new SubscriptionJobs(settings, rows, clock);
    this.outcomes = new SubscriptionOutcomes(jobs, clock);
    this.passes = new RefreshPasses(jobs);
    this.desk = new ServerDesk(settings.rate());
  }

  /** Takes up what the store holds; before anything else. */
  public synchronized void restore() {
    rows.scan(
        (key, subscription) -> {
          SubscriptionJob job = jobs.add(key, subscription);
          if (job == null) {
            count("left-out");
          } else {
            job.renewAt = jobs.renewalOnceRestored(job, clock.instant());
            jobs.turn(job);
          }
        });
    isRestored = true;
  }

  @Override
  public void forEach(BiConsumer<String, Want> visitor) {
    jobs.all().forEach(job -> visitor.accept(job.key, job.subscription.want()));
  }

  @Override
  public Want want(String key) {
    return subscription(key).want();
  }

  @Override
  public synchronized void change(String key, boolean isDurable, UnaryOperator<Want> change) {
    SubscriptionJob job = jobs.find(key);
    Want before = job == null ? Want.NONE : job.subscription.want();
    Want now = change.apply(before);
    if (now.equals(before)) {
      return;
    }
    if (job == null) {
      job = jobs.add(key, StateSubscription.NONE.wanting(now));
    } else {
      jobs.set(job, job.subscription.wanting(now));
    }
    if (job == null) {
      count("left-out");
      return;
    }
    if (isDurable) {
      jobs.save(job, saved -> {});
    }
    turn(job);
  }

  @Override
  public synchronized void ask(String key, @Nullable Boolean on, Consumer<Boolean> end) {
    Instant now = clock.instant();
    change(key, false, before -> before.asking(on, now));
    SubscriptionJob job = jobs.find(key);
    if (job != null) {
      job.isUrgent = job.subscription.phase() != SubscriptionPhase.STANDING;
      turn(job);
      jobs.save(job, end);
    } else if (on == null) {
      rows.put(key, null, end);
    } else {
      end.accept(false);
    }
  }

  private void turn(SubscriptionJob job) {
    if (!job.isUnderWay && !job.isPrepared) {
      jobs.turn(job);
    }
  }

  /** How far one is; nothing of one that is not cared for. */
  StateSubscription subscription(String key) {
    SubscriptionJob job = jobs.find(key);
    return job == null ? StateSubscription.NONE : job.subscription;
  }

  /** Whether nothing is left to do for one, for now. */
  synchronized boolean isSettled(String key) {
    SubscriptionJob job = jobs.find(key);
    if (job == null) {
      return true;
    }
    return !job.isUnderWay
        && !job.isUrgent
        && switch (job.subscription.phase()) {
          case NONE, STANDING, REFUSED -> true;
          case WANTED, ASKING, ENDING -> false;
        };
  }

  /** Sends what may go now; to be called many times a second. */
  public void tick() {
    if (overloaded.getAsBoolean()) {
      return;
    }
    List<Runnable> go = new ArrayList<>();
    synchronized (this) {
      serve(clock.instant(), go);
    }
    go.forEach(Runnable::run);
  }

  private void serve(Instant now, List<Runnable> go) {
    while (desk.isOpen(now)) {
      SubscriptionJob job = jobs.first(now);
      if (job == null) {
        return;
      }
      SubscriptionJobs.Step step = SubscriptionJobs.step(job, now);
      if (step == SubscriptionJobs.Step.NOTHING) {
        jobs.turn(job);
      } else if (step == SubscriptionJobs.Step.PREPARE) {
        if (prepared >= MAX_PREPARED) {
          return;
        }
        jobs.takeTurn(job);
        prepare(job, now);
      } else if (desk.take(now)) {
        jobs.takeTurn(job);
        go.add(request(job, step, now));
      } else {
        return;
      }
    }
  }

  private void prepare(SubscriptionJob job, Instant now) {
    prepared++;
    job.isUnderWay = true;
    StateSubscription before = job.subscription;
    jobs.set(job, SubscriptionState.ASKED, jobs.wantedUntil(now));
    jobs.save(job, saved -> prepared(job, before, saved));
  }

  private synchronized void prepared(SubscriptionJob job, StateSubscription before, boolean saved) {
    job.isUnderWay = false;
    if (saved) {
      job.isPrepared = true;
      jobs.prepared(job);
      return;
    }
    prepared--;
    job.failed(clock.instant());
    jobs.set(job, before.wanting(job.subscription.want()));
    jobs.turn(job);
  }

  private Runnable request(SubscriptionJob job, SubscriptionJobs.Step step, Instant now) {
    if (job.isPrepared) {
      job.isPrepared = false;
      prepared--;
    }
    boolean isRenewal = job.subscription.state() == SubscriptionState.STANDING;
    ShRequest request =
        switch (step) {
          case CANCEL -> new ShRequest.Cancellation(job.subscriber(), null);
          case PULL ->
              new ShRequest.UserDataPull(job.subscriber(), DataReference.IMS_USER_STATE, null);
          default -> new ShRequest.Subscription(job.subscriber(), null, jobs.wantedUntil(now));
        };
    count(
        switch (step) {
          case CANCEL -> "cancel";
          case PULL -> "pull";
          default -> isRenewal ? "renew" : "subscribe";
        });
    job.isUnderWay = true;
    job.isUrgent = false;
    job.pullAt = null;
    return () -> server.send(request, answer -> answered(job, request, answer));
  }

  private void answered(SubscriptionJob job, ShRequest request, ShAnswer answer) {
    Boolean closed;
    UserDataAnswer value;
    synchronized (this) {
      Instant now = clock.instant();
      job.isUnderWay = false;
      closed = desk.ended(answer, now);
      StateSubscription before = job.subscription;
      value = outcomes.answered(job, request, answer);
      if (job.isMissing) {
        job.isMissing = false;
        job.renewAt = now;
      }
      if (!job.subscription.equals(before)) {
        jobs.save(job, saved -> {});
      }
      jobs.turn(job);
    }
    if (closed != null) {
      tell(closed);
    }
    if (value != null) {
      entrance.enter(value, end -> entered(job, end));
    }
  }

  private void tell(boolean closed) {
    String name = "hss " + settings.node() + " subscriptions";
    if (closed) {
      alarms.raise(
          name,
          Alarm.Severity.WARNING,
          "the home subscriber server does not allow us to subscribe to IMSUserState: have it allow"
              + " Sh-Subs-Notif for our Origin-Host; one request an hour tries");
    } else {
      alarms.clear(name);
    }
  }

  /** What the route did not take is asked for, for the sake of what is held. */
  private synchronized void entered(SubscriptionJob job, Entrance.End end) {
    if (!end.accepted() && jobs.find(job.key) == job) {
      job.untold(clock.instant());
      turn(job);
    }
  }

  /**
   * A server tells of somebody of whom nobody wants to hear: that is ended.
   *
   * @param key by which it names him
   */
  public synchronized void unwanted(String key) {
    if (!isRestored) {
      return;
    }
    SubscriptionJob job = jobs.find(key);
    if (job != null
        && (job.isUnderWay || job.subscription.isHeld() || job.subscription.want().isWanted())) {
      return; // its end is on its way, or it is wanted
    }
    if (job == null) {
      job = jobs.add(key, StateSubscription.NONE);
    }
    if (job == null) {
      count("left-out");
      return;
    }
    count("unwanted");
    jobs.set(job, SubscriptionState.ASKED, jobs.wantedUntil(clock.instant()));
    jobs.save(job, saved -> {});
    jobs.turn(job);
  }

  /** Whether notices of one are wanted. */
  public boolean isWanted(String key) {
    return want(key).isWanted();
  }

  /** Notices may have been missed: all are asked for again, at half of the rate. */
  public synchronized void refreshAll() {
    passes.all();
  }

  /** The same of some. */
  public synchronized void refresh(Collection<String> keys) {
    passes.some(keys.stream().map(jobs::find).filter(Objects::nonNull).toList());
  }

  /** Looks after what is slow; to be called about every second. */
  public synchronized void look() {
    jobs.saveAgain();
    Instant now = clock.instant();
    for (int left = Math.max(1, desk.rate() / 2); left > 0; left--) {
      SubscriptionJob job = passes.next();
      if (job == null) {
        return;
      }
      if (job.isUnderWay) {
        job.isMissing = true;
      } else if (job.subscription.state() == SubscriptionState.STANDING) {
        job.renewAt = now;
        turn(job);
      }
    }
  }

  private void count(String done) {
    meters.counter("pna.ph.subscriptions", "node", settings.node(), "done", done).increment();
  }

  /** How many are in each phase. */
  public synchronized Map<SubscriptionPhase, Integer> counts() {
    Map<SubscriptionPhase, Integer> counts = new EnumMap<>(SubscriptionPhase.class);
    for (SubscriptionPhase phase : SubscriptionPhase.values()) {
      counts.put(phase, jobs.count(phase));
    }
    return counts;
  }

  /** How many requests a second go at most now. */
  public synchronized int rate() {
    return desk.rate();
  }

  /** Whether the servers do not let us. */
  public synchronized boolean isClosed() {
    return desk.isClosed();
  }
}
