package org.pna.ph;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Upkeep;
import org.pna.routes.SuspectNode;
import org.pna.routes.Suspects;

/**
 * Goes round those that are watched, some hundred at a time, and asks about whose facts may be
 * wrong: their node is suspect and they are older than that (rule T14), a question was not
 * answered, nothing was heard for long (rule T7), or their node does not report and it is time to
 * ask again (rule T11). A node of whose watched subscribers all were asked about in one round, and
 * none had to be, is suspect no longer. Who begins to be watched is looked at at once. For one
 * thread.
 */
final class WatchedSweep {
  private static final int AT_ONCE = 500;
  private static final int MAX_FRESH = 10_000;
  private static final int MAX_REPAIRED = 10_000;
  private static final Duration LEAST_PAUSE = Duration.ofMinutes(10);
  private static final int PAUSES = 24;

  private final Questioner questioner;
  private final Suspects suspects;
  private final StoreView store;
  private final SimDirectory sims;
  private final BiPredicate<String, Domain> unreported;
  private final AskedLately lately;
  private final SilentNetworks silent;
  private final RepairSettings settings;
  private final InstantSource clock;

  private final Deque<String> round = new ArrayDeque<>();
  private final Deque<String> fresh = new ArrayDeque<>();
  private final Map<String, SuspectNode> doubted = new HashMap<>(); // in this round
  private final Set<String> unrepaired = new HashSet<>(); // of those
  private final Map<String, Instant> repaired = new HashMap<>();

  WatchedSweep(
      Questioner questioner,
      Suspects suspects,
      StoreView store,
      SimDirectory sims,
      BiPredicate<String, Domain> unreported,
      AskedLately lately,
      SilentNetworks silent,
      RepairSettings settings,
      InstantSource clock) {
    this.questioner = questioner;
    this.suspects = suspects;
    this.store = store;
    this.sims = sims;
    this.unreported = unreported;
    this.lately = lately;
    this.silent = silent;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks at some more. */
  void run(List<String> begun, Collection<String> watched) {
    for (String one : begun) {
      if (fresh.size() < MAX_FRESH) {
        fresh.add(one);
      }
    }
    int left = AT_ONCE;
    while (left > 0 && !fresh.isEmpty() && questioner.hasRoom()) {
      look(fresh.remove(), true);
      left--;
    }
    if (round.isEmpty()) {
      begin(watched);
    }
    while (left > 0 && !round.isEmpty() && questioner.hasRoom()) {
      look(round.remove(), false);
      left--;
    }
    if (round.isEmpty()) {
      end();
    }
  }

  private void begin(Collection<String> watched) {
    round.addAll(watched);
    silent.begin();
    doubted.clear();
    unrepaired.clear();
    suspects.forEachNode(node -> doubted.put(node.node(), node));
  }

  private void end() {
    for (SuspectNode node : doubted.values()) {
      if (!unrepaired.contains(node.node()) && suspects.settle(node)) {
        if (repaired.size() >= MAX_REPAIRED) {
          repaired.clear(); // of these, who is watched later is asked about when the day is over
        }
        repaired.put(node.node(), node.since());
      }
    }
    doubted.clear();
    silent.end();
  }

  private void look(String presentity, boolean isFresh) {
    PresentityRecord record = store.committed(presentity);
    for (SimFacts sim : record.sims()) {
      if (!isFresh) {
        silent.count(sim);
      }
      List<SubscriberId> names = sims.names(presentity, sim.imsi(), sim.msisdn());
      if (!names.isEmpty()) {
        for (Domain domain : Domain.values()) {
          Priority priority = need(sim, domain, names.get(0), isFresh);
          if (priority != null && questioner.open(names) != null) {
            questioner.ask(names, domain, priority, null);
          }
        }
      }
    }
    askAboutUnknown(presentity, record, isFresh);
  }

  /** Whom nothing was ever heard of; once he begins to be watched, then as of old facts. */
  private void askAboutUnknown(String presentity, PresentityRecord record, boolean isFresh) {
    Duration pause = isFresh ? LEAST_PAUSE : settings.revalidate();
    Priority priority = isFresh ? Priority.NEWLY_WATCHED : Priority.REVALIDATE;
    for (List<SubscriberId> names : sims.of(presentity)) {
      boolean isKnown =
          record.sims().stream().anyMatch(sim -> names.get(0).equals(new Imsi(sim.imsi())));
      for (Domain domain : Domain.values()) {
        if (!isKnown && isDue(names.get(0), domain, pause) && questioner.open(names) != null) {
          questioner.ask(names, domain, priority, null);
        }
      }
    }
  }

  private @Nullable Priority need(SimFacts sim, Domain domain, SubscriberId name, boolean isFresh) {
    DomainFacts facts = sim.of(domain);
    Evidence evidence = facts.evidence();
    if (evidence == null) {
      if (isFresh) {
        return isDue(name, domain, LEAST_PAUSE) ? Priority.NEWLY_WATCHED : null;
      }
      return isDue(name, domain, settings.revalidate()) ? Priority.REVALIDATE : null;
    }
    boolean suspect = false;
    for (SuspectNode node : doubted.values()) {
      if (isServedBy(facts.node(), node.node())
          && evidence.time().isBefore(node.since())
          && !lately.answeredSince(name, domain, node.since())) {
        unrepaired.add(node.node());
        suspect = true;
      }
    }
    Instant stale = facts.upkeep().staleSince();
    if (stale != null && isDue(name, domain, sinceDoubled(stale))) {
      return Priority.NEWLY_WATCHED;
    }
    if (suspect) {
      return isDue(name, domain, LEAST_PAUSE) ? Priority.NODE : null;
    }
    if (stale != null) {
      return null;
    }
    boolean isUnreported =
        facts.upkeep().polled()
            || facts.upkeep().reporting() == Upkeep.Reporting.LOST
            || unreported.test(sim.imsi(), domain);
    Duration limit = isUnreported ? settings.poll() : settings.revalidate();
    boolean isOld = !evidence.time().isAfter(clock.instant().minus(limit));
    if (isFresh && (isOld || isLeftBehind(facts, evidence))) {
      return isDue(name, domain, LEAST_PAUSE) ? Priority.NEWLY_WATCHED : null;
    }
    return isOld && isDue(name, domain, pause(limit)) ? Priority.REVALIDATE : null;
  }

  /** What nobody told when it was asked is asked again, ever more seldom. */
  private Duration sinceDoubled(Instant stale) {
    Duration half = Duration.between(stale, clock.instant()).dividedBy(2);
    return half.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : half;
  }

  /** An answer that tells nothing is not asked for all the time. */
  private static Duration pause(Duration limit) {
    Duration part = limit.dividedBy(PAUSES);
    Duration least = limit.compareTo(LEAST_PAUSE) < 0 ? limit : LEAST_PAUSE;
    return part.compareTo(least) < 0 ? least : part;
  }

  private boolean isDue(SubscriberId name, Domain domain, Duration pause) {
    return !lately.since(name, domain, clock.instant().minus(pause));
  }

  /** Whether the node was suspect while nobody watched. */
  private boolean isLeftBehind(DomainFacts facts, Evidence evidence) {
    List<Instant> moments = new ArrayList<>();
    repaired.forEach(
        (node, since) -> {
          if (isServedBy(facts.node(), node)) {
            moments.add(since);
          }
        });
    return moments.stream().anyMatch(evidence.time()::isBefore);
  }

  private static boolean isServedBy(@Nullable ReportingNode serving, String node) {
    return node.equals(SuspectNode.ALL)
        || (serving != null
            && (node.equals(serving.number()) || node.equals(serving.globalTitle())));
  }
}
