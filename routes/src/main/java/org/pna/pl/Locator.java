package org.pna.pl;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationServer;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.ph.Entrance;

/**
 * Asks location servers where those are who are watched by somebody who may see it (TS 23.141
 * clause 4.3.8): when that begins, when they move to another cell, and periodically; none beyond a
 * server's budget, and polls least of all when there is no room (rules S5, S6). What waits too long
 * is asked late, and once. Each answer enters the route. Safe for use by many threads; nothing is
 * told under its lock.
 */
public final class Locator {
  /** Of whom it is known when they were asked about though nobody watches them any more. */
  private static final int MOST_LATELY = 10_000;

  private final LocationPolicy policy;
  private final Function<String, List<List<SubscriberId>>> sims;
  private final LocationServer server;
  private final Entrance entrance;
  private final BooleanSupplier overloaded;
  private final GmlcAlarms alarms;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final List<GmlcDesk> desks;
  private final Map<String, List<Target>> targets = new HashMap<>(); // by presentity
  private final Map<SubscriberId, Instant> askedLately =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SubscriberId, Instant> eldest) {
          return size() > MOST_LATELY;
        }
      };
  private int located;
  private long numbers;

  /**
   * @param rooms of those who may be asked; the first that serves a subscriber is
   * @param policy when
   * @param sims the names of a presentity's SIMs, that to ask by first
   * @param server the way there
   * @param entrance where answers go
   * @param overloaded whether there is no room for polls now (rule S6)
   * @param alarms told how requests end
   * @param meters gets the gauges {@code pna.pl.located}, {@code pna.pl.waiting} and {@code
   *     pna.pl.rate}, and the counters {@code pna.pl.asked}, {@code pna.pl.ended} by end and {@code
   *     pna.pl.refused} by reason
   */
  public Locator(
      List<GmlcRoom> rooms,
      LocationPolicy policy,
      Function<String, List<List<SubscriberId>>> sims,
      LocationServer server,
      Entrance entrance,
      BooleanSupplier overloaded,
      GmlcAlarms alarms,
      InstantSource clock,
      MeterRegistry meters) {
    this.policy = policy;
    this.sims = sims;
    this.server = server;
    this.entrance = entrance;
    this.overloaded = overloaded;
    this.alarms = alarms;
    this.clock = clock;
    this.meters = meters;
    desks = rooms.stream().map(GmlcDesk::new).toList();
    meters.gauge("pna.pl.located", this, Locator::located);
    for (GmlcDesk desk : desks) {
      Tags tags = Tags.of("gmlc", desk.room.gmlc().name());
      meters.gauge("pna.pl.rate", tags, desk.room, GmlcRoom::rate);
      meters.gauge("pna.pl.waiting", tags, desk, this::waiting);
    }
  }

  private synchronized int waiting(GmlcDesk desk) {
    return desk.waiting();
  }

  /** SIMs that are to be asked about at a server some time. */
  public synchronized int waiting(String gmlc) {
    return desks.stream()
        .filter(desk -> desk.room.gmlc().name().equals(gmlc))
        .mapToInt(GmlcDesk::waiting)
        .sum();
  }

  /** SIMs that are located. */
  public synchronized int located() {
    return located;
  }

  /**
   * Takes note of all who are watched now by somebody who may see their location. Who is new is
   * asked about at once; about who is not among them any more no further question goes.
   */
  public synchronized void watched(Set<String> presentities) {
    List<String> ended = new ArrayList<>(targets.keySet());
    ended.removeAll(presentities);
    ended.forEach(this::leave);
    for (String presentity : presentities) {
      if (!targets.containsKey(presentity)) {
        enter(presentity);
      }
    }
  }

  private void leave(String presentity) {
    List<Target> left = targets.remove(presentity);
    if (left != null) {
      for (Target target : left) {
        target.gone = true;
        target.desk.schedule(target, null);
        if (target.asked != null) {
          askedLately.put(target.names.get(0), target.asked);
        }
        located--;
      }
    }
  }

  private void enter(String presentity) {
    List<List<SubscriberId>> names = sims.apply(presentity);
    if (located + names.size() > policy.most()) {
      refused("no-room");
      return; // looked at again the next time
    }
    List<Target> entered = new ArrayList<>(names.size());
    for (List<SubscriberId> sim : names) {
      GmlcDesk desk = desk(sim.get(0));
      if (desk == null) {
        refused("no-server");
      } else {
        Target target = new Target(sim, desk, numbers++);
        target.asked = askedLately.remove(sim.get(0));
        desk.schedule(target, policy.onWatch() ? afterPause(target) : afterPeriod());
        entered.add(target);
        located++;
      }
    }
    targets.put(presentity, entered);
  }

  private @Nullable GmlcDesk desk(SubscriberId name) {
    for (GmlcDesk desk : desks) {
      if (desk.room.gmlc().serves(name)) {
        return desk;
      }
    }
    return null;
  }

  /** A presentity is in another cell now; asked about if it is watched and the policy says so. */
  public synchronized void moved(String presentity) {
    if (policy.onMove()) {
      missed(presentity);
    }
  }

  /** What is held of a presentity may be old; asked about if it is watched. */
  public synchronized void missed(String presentity) {
    for (Target target : targets.getOrDefault(presentity, List.of())) {
      if (target.underWay) {
        target.wantedAgain = true; // the answer may be of the cell before
      } else {
        sooner(target, afterPause(target));
      }
    }
  }

  private @Nullable Instant afterPeriod() {
    Duration every = policy.every();
    return every == null ? null : clock.instant().plus(every);
  }

  private Instant afterPause(Target target) {
    Instant now = clock.instant();
    Instant earliest = target.asked == null ? now : target.asked.plus(policy.pause());
    earliest = later(earliest, target.notBefore);
    return later(earliest, now);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  private static void sooner(Target target, Instant due) {
    if (target.due == null || due.isBefore(target.due)) {
      target.desk.schedule(target, due);
    }
  }

  /** Sends what may go now; to be called several times a second. */
  public void tick() {
    if (overloaded.getAsBoolean()) {
      return;
    }
    List<Target> go = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (this) {
      for (GmlcDesk desk : desks) {
        for (Target next = desk.next(now); next != null; next = desk.next(now)) {
          next.underWay = true;
          next.wantedAgain = false;
          next.asked = now;
          go.add(next);
        }
      }
    }
    go.forEach(this::send);
  }

  private void send(Target target) {
    String gmlc = target.desk.room.gmlc().name();
    meters.counter("pna.pl.asked", "gmlc", gmlc).increment();
    server.send(
        gmlc,
        new MlpRequest.Immediate(target.names.get(0), policy.type(), policy.quality()),
        answer -> answered(target, answer));
  }

  private void answered(Target target, MlpAnswer answer) {
    if (!(answer instanceof MlpAnswer.Told told)) {
      ended(target, Verdict.of(answer));
      return;
    }
    List<LocationReport> his =
        told.reports().stream().filter(report -> isAbout(target, report)).toList();
    if (his.isEmpty()) {
      ended(target, Verdict.ANOTHER_SUBSCRIBER);
      return;
    }
    Verdict verdict = Verdict.of(his.get(his.size() - 1).outcome());
    AtomicInteger left = new AtomicInteger(his.size());
    AtomicInteger refused = new AtomicInteger();
    for (LocationReport report : his) {
      entrance.enter(
          report.named(target.names),
          end -> {
            if (!end.accepted()) {
              refused.incrementAndGet();
            }
            if (left.decrementAndGet() == 0) {
              ended(target, refused.get() == 0 ? verdict : Verdict.NOT_ACCEPTED);
            }
          });
    }
  }

  /** Whoever else it tells of was not asked about. */
  private static boolean isAbout(Target target, LocationReport report) {
    return !Collections.disjoint(report.subscriber(), target.names);
  }

  private void ended(Target target, Verdict verdict) {
    GmlcDesk desk = target.desk;
    String gmlc = desk.room.gmlc().name();
    meters.counter("pna.pl.ended", "gmlc", gmlc, "end", verdict.text()).increment();
    Instant now = clock.instant();
    desk.room.ended(verdict, now);
    synchronized (this) {
      target.underWay = false;
      target.failures = verdict.isRetried() ? target.failures + 1 : 0;
      if (!target.gone) {
        Duration pause = verdict.pause(policy, target.failures);
        if (pause != null) {
          desk.schedule(target, now.plus(pause));
        }
        target.notBefore = verdict.bars() ? target.due : null;
        if (target.wantedAgain) {
          sooner(target, afterPause(target));
        }
      }
    }
    alarms.ended(gmlc, verdict);
  }

  private void refused(String reason) {
    meters.counter("pna.pl.refused", "reason", reason).increment();
  }
}
