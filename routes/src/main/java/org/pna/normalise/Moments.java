package org.pna.normalise;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.SimFacts;

/** What time alone does to facts. */
final class Moments {
  /**
   * What a moment makes of a domain.
   *
   * @param evidence of the report that set the moment
   * @param waitsOn a negative that goes on waiting: nothing is different
   */
  record Change(DomainFacts facts, String rule, Evidence evidence, boolean waitsOn) {}

  private Moments() {}

  /** What has come for a domain; null when nothing has. */
  static @Nullable Change due(DomainFacts facts, Instant now, HoldPolicy policy) {
    Evidence evidence = facts.evidence();
    Held waiting = facts.held();
    if (waiting != null && !waiting.until().isAfter(now)) {
      return released(facts, waiting, policy.release(now));
    }
    if (hasCome(facts.leavingUntil(), now)) {
      return new Change(gone(facts), Rules.GRACE, Objects.requireNonNull(evidence), false);
    }
    if (hasCome(facts.expires(), now)) {
      return new Change(
          DomainFacts.UNKNOWN, Rules.LIFETIME, Objects.requireNonNull(evidence), false);
    }
    return null;
  }

  private static Change released(DomainFacts facts, Held waiting, @Nullable Instant longer) {
    DomainFacts now =
        longer == null ? waiting.then() : facts.holding(new Held(longer, waiting.then()));
    Evidence evidence = Objects.requireNonNull(waiting.then().evidence());
    return new Change(now, Rules.MASS, evidence, longer != null);
  }

  /**
   * No other SGSN took the subscriber: without anybody to ask, the attachment is unknown, and
   * unknown is removed, not closed. Where he was last seen stays.
   */
  private static DomainFacts gone(DomainFacts held) {
    return new DomainFacts(
        Attached.UNKNOWN,
        true,
        Means.UNKNOWN,
        null,
        null,
        null,
        held.location(),
        held.locatedAt(),
        null,
        held.evidence(),
        held.expires(),
        null);
  }

  /**
   * When to look again. A moment that was asked for before and still lies ahead is kept, though
   * nothing may be due by then: so a fact that is renewed again and again costs nothing.
   */
  static @Nullable Instant wakeAt(@Nullable Instant asked, List<SimFacts> sims, Instant now) {
    Instant next = null;
    for (SimFacts sim : sims) {
      next = earliest(next, sim.cs());
      next = earliest(next, sim.ps());
    }
    boolean inTime = asked != null && next != null && asked.isAfter(now) && !asked.isAfter(next);
    return inTime ? asked : next;
  }

  private static @Nullable Instant earliest(@Nullable Instant sofar, DomainFacts facts) {
    Held waiting = facts.held();
    Instant first = earlier(sofar, waiting == null ? null : waiting.until());
    return earlier(earlier(first, facts.leavingUntil()), facts.expires());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  private static boolean hasCome(@Nullable Instant moment, Instant now) {
    return moment != null && !moment.isAfter(now);
  }
}
