package org.pna.ph.sh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.ph.Agenda;
import org.pna.ph.KeptRows;

/**
 * Those who are cared for, how far each is, and whose turn is next. Changed under the
 * subscriptions' lock only; finding one needs none.
 */
final class SubscriptionJobs {
  /** Before everything that is due since some moment, behind what is written ahead. */
  private static final Instant URGENT = Instant.EPOCH.plusSeconds(1);

  private static final int PART_LEFT = 5;

  /** What is to be done for a job. */
  enum Step {
    NOTHING,
    /** Write down that it is asked for. */
    PREPARE,
    SUBSCRIBE,
    PULL,
    CANCEL
  }

  private final SubscriptionSettings settings;
  private final KeptRows<StateSubscription> rows;
  private final InstantSource clock;
  private final Map<String, SubscriptionJob> jobs = new ConcurrentHashMap<>();
  private final Map<SubscriptionPhase, Integer> counts = new EnumMap<>(SubscriptionPhase.class);
  private final Agenda<SubscriptionJob> turns = new Agenda<>();

  SubscriptionJobs(
      SubscriptionSettings settings, KeptRows<StateSubscription> rows, InstantSource clock) {
    this.settings = settings;
    this.rows = rows;
    this.clock = clock;
  }

  Iterable<SubscriptionJob> all() {
    return jobs.values();
  }

  Iterator<SubscriptionJob> iterator() {
    return jobs.values().iterator();
  }

  @Nullable SubscriptionJob find(String key) {
    return jobs.get(key);
  }

  /** Begins to care; null if there are too many. */
  @Nullable SubscriptionJob add(String key, StateSubscription subscription) {
    if (jobs.size() >= settings.most()) {
      return null;
    }
    SubscriptionJob job = new SubscriptionJob(key, subscription);
    jobs.put(key, job);
    counts.merge(subscription.phase(), 1, Integer::sum);
    return job;
  }

  void set(SubscriptionJob job, StateSubscription subscription) {
    counts.merge(job.subscription.phase(), -1, Integer::sum);
    job.subscription = subscription;
    counts.merge(subscription.phase(), 1, Integer::sum);
  }

  void set(SubscriptionJob job, SubscriptionState state, @Nullable Instant until) {
    set(job, job.subscription.to(state, until, clock.instant()));
  }

  /** How many are in a phase. */
  int count(SubscriptionPhase phase) {
    return counts.getOrDefault(phase, 0);
  }

  /** The first whose turn it is; it keeps it. */
  @Nullable SubscriptionJob first(Instant now) {
    return turns.first(now);
  }

  void takeTurn(SubscriptionJob job) {
    turns.remove(job);
  }

  /** Before all others: it is written down. */
  void prepared(SubscriptionJob job) {
    turns.put(job, Instant.EPOCH);
  }

  /** What is next for a job. */
  static Step step(SubscriptionJob job, Instant now) {
    StateSubscription is = job.subscription;
    if (!is.want().isWanted()) {
      return is.isHeld() ? Step.CANCEL : Step.NOTHING;
    }
    Instant pull = job.pullAt;
    return switch (is.state()) {
      case NONE, REFUSED -> Step.PREPARE;
      case ASKED -> Step.SUBSCRIBE;
      case STANDING ->
          pull != null && !pull.isAfter(now) && job.renewAt.isAfter(now)
              ? Step.PULL
              : Step.SUBSCRIBE;
    };
  }

  /** Gives a job its next turn; who needs no care is let go. */
  void turn(SubscriptionJob job) {
    Instant now = clock.instant();
    if (job.subscription.isLapsed(now)) {
      boolean isWanted = job.subscription.want().isWanted();
      set(job, isWanted ? SubscriptionState.ASKED : SubscriptionState.NONE, null);
      save(job, saved -> {});
    }
    SubscriptionPhase phase = job.subscription.phase();
    job.isUrgent &= phase != SubscriptionPhase.STANDING && phase != SubscriptionPhase.NONE;
    if (step(job, now) == Step.NOTHING) {
      turns.remove(job);
      if (isDone(job)) {
        counts.merge(job.subscription.phase(), -1, Integer::sum);
        jobs.remove(job.key);
      }
      return;
    }
    Instant due = due(job, now);
    turns.put(job, job.notBefore.isAfter(due) ? job.notBefore : due);
  }

  private static Instant due(SubscriptionJob job, Instant now) {
    StateSubscription is = job.subscription;
    if (job.isUrgent) {
      return URGENT;
    }
    if (!is.want().isWanted()) {
      return now;
    }
    Instant pull = job.pullAt;
    return switch (is.state()) {
      case NONE, ASKED -> now;
      case REFUSED -> is.until() == null ? now : is.until();
      case STANDING -> pull != null && pull.isBefore(job.renewAt) ? pull : job.renewAt;
    };
  }

  /** Whether nothing is wanted, and nothing is left to do. */
  static boolean isDone(SubscriptionJob job) {
    StateSubscription is = job.subscription;
    return !is.want().isWanted() && is.want().asked() == null && !is.isHeld();
  }

  /** Writes what is to outlive a restart. */
  void save(SubscriptionJob job, Consumer<Boolean> end) {
    rows.put(job.key, isDone(job) ? null : job.subscription, end);
  }

  /** Writes again what the disk did not take. */
  void saveAgain() {
    for (String key : rows.unsaved()) {
      SubscriptionJob job = jobs.get(key);
      rows.put(key, job == null || isDone(job) ? null : job.subscription, saved -> {});
    }
  }

  /** Until when it is asked for. */
  Instant wantedUntil(Instant now) {
    return Instant.ofEpochSecond(now.plus(settings.expiry()).getEpochSecond());
  }

  /**
   * When a subscription is renewed: when about a fifth of its time is left, and not all at once.
   *
   * @param until null: when it is cancelled; then it is renewed all the same
   */
  Instant renewal(SubscriptionJob job, @Nullable Instant until, Instant now) {
    Instant end = until == null ? now.plus(settings.expiry()) : until;
    Duration whole = Duration.between(now, end);
    Duration margin = whole.compareTo(settings.expiry()) > 0 ? settings.expiry() : whole;
    return end.minus(job.spread(margin.dividedBy(PART_LEFT)));
  }

  /** The same after a restart, when it is not known how long it had been granted for. */
  Instant renewalOnceRestored(SubscriptionJob job, Instant now) {
    Instant until = job.subscription.until();
    return until == null
        ? now.plus(job.spread(settings.expiry().dividedBy(PART_LEFT)))
        : until.minus(job.spread(settings.expiry().dividedBy(PART_LEFT)));
  }
}
