package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.PacketAccess;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.Registration;
import org.pna.publisher.store.HeldNetwork;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.NetworkFacts.Kind;
import org.pna.publisher.store.SimFacts;

/**
 * What the home register says of IMS, EPS and 5GS (rules I3, T3 and T7): of each the newest word is
 * true, and an answer is as old as its question.
 */
final class Networks {
  /**
   * Networks and identities of one SIM; beyond it the one that was not heard of for longest goes.
   */
  static final int MAX = 10;

  private static final Comparator<NetworkFacts> ORDER =
      Comparator.comparing(NetworkFacts::kind)
          .thenComparing(NetworkFacts::identity, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final Comparator<NetworkFacts> LAST_HEARD =
      Comparator.comparing(facts -> facts.evidence().time());

  private final PresenceReport report;
  private final Instant time;
  private final Terms terms;

  /** Until when negatives wait (rule T15); null: they take effect. */
  private final @Nullable Instant until;

  private Networks(PresenceReport report, Terms terms, @Nullable Instant until) {
    this.report = report;
    this.time = report.evidence().time();
    this.terms = terms;
    this.until = until;
  }

  /** Whether a SIM is the one with which the identity is held whose registration is told. */
  static boolean hasIdentity(SimFacts sim, PresenceReport report) {
    Fact fact = report.facts().isEmpty() ? null : report.facts().get(0);
    PublicIdentity identity = fact instanceof Registration said ? said.identity() : null;
    return identity != null
        && sim.networks().stream().anyMatch(facts -> identity.uri().equals(facts.identity()));
  }

  /** The evidence of what is held of that of which a report tells, or null. */
  static @Nullable Evidence newest(SimFacts sim, PresenceReport report) {
    NetworkFacts held = held(sim, report.facts().get(0));
    return held == null ? null : held.newest();
  }

  /** Whether something newer is held of that of which a report tells. */
  static boolean isOlder(SimFacts sim, PresenceReport report) {
    for (Fact fact : report.facts()) {
      NetworkFacts held = held(sim, fact);
      if (held != null && report.evidence().time().isBefore(held.newest().time())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Applies a report that is not older.
   *
   * @param until when its negatives take effect (rule T15); null: now
   */
  static SimFacts told(SimFacts sim, PresenceReport report, Terms terms, @Nullable Instant until) {
    Networks told = new Networks(report, terms, until);
    SimFacts after = sim;
    for (Fact fact : report.facts()) {
      after = told.apply(after, fact);
    }
    return terms.asks() && until == null ? Accounting.denied(after, report) : after;
  }

  /** Whether somebody is no longer where he was, or no longer reachable there. */
  static boolean isNegative(SimFacts before, SimFacts after) {
    return after.networks().stream()
        .anyMatch(now -> !now.isThere() && isThere(before, now.kind(), now.identity()));
  }

  private static boolean isThere(SimFacts sim, Kind kind, @Nullable String identity) {
    return sim.networks().stream()
        .anyMatch(
            facts ->
                facts.kind() == kind
                    && facts.isThere()
                    && (facts.identity() == null || facts.identity().equals(identity)));
  }

  /** Until when a negative waits of that of which a report tells; null: none does. */
  static @Nullable Instant heldUntil(SimFacts sim, PresenceReport report) {
    NetworkFacts held = held(sim, report.facts().get(0));
    HeldNetwork waiting = held == null ? null : held.held();
    return waiting == null ? null : waiting.until();
  }

  private SimFacts apply(SimFacts sim, Fact fact) {
    Kind kind = kind(fact);
    NetworkFacts held = held(sim, fact);
    NetworkFacts now = kind == null ? null : now(fact, held);
    if (now == null) {
      return sim;
    }
    if (until != null && held != null && held.isThere() && !now.isThere()) {
      now = held.holding(new HeldNetwork(until, now));
    }
    List<NetworkFacts> networks = new ArrayList<>(sim.networks());
    networks.remove(held);
    networks.add(now);
    if (networks.size() > MAX) {
      networks.remove(networks.stream().min(LAST_HEARD).orElseThrow());
    }
    networks.sort(ORDER);
    return sim.with(networks);
  }

  /**
   * The same without what was told of sessions in EPS or 5GS before a moment.
   *
   * @param access by which they went; null: any
   */
  static List<NetworkFacts> withoutMeans(
      List<NetworkFacts> networks, @Nullable AccessType access, Instant time) {
    return networks.stream()
        .map(
            facts ->
                goesBy(facts.kind(), access) && !facts.evidence().time().isAfter(time)
                    ? facts.withoutMeans()
                    : facts)
        .toList();
  }

  private static boolean goesBy(Kind kind, @Nullable AccessType access) {
    return switch (kind) {
      case IMS -> false;
      case EPS -> access == null || access == AccessType.EPS;
      case FIVE_GS -> access == null || access == AccessType.FIVE_GS;
    };
  }

  private @Nullable NetworkFacts now(Fact fact, @Nullable NetworkFacts held) {
    NetworkDraft draft = new NetworkDraft(held);
    if (fact instanceof Registration said) {
      draft.registered(said.state());
      return draft.facts(
          Kind.IMS, identity(said, held), report.evidence(), expires(said.expires()));
    }
    PacketAccess said = (PacketAccess) fact;
    if (said.state() == PacketAccess.State.NOT_PROVIDED) {
      return held == null ? null : held.stale(time);
    }
    draft.attached(said.state(), time.plus(terms.lifetimes().session()));
    return draft.facts(kind(said.access()), null, report.evidence(), expires(null));
  }

  private Instant expires(@Nullable Instant told) {
    return told == null ? time.plus(terms.lifetimes().attachment()) : told;
  }

  private static @Nullable String identity(Registration said, @Nullable NetworkFacts held) {
    PublicIdentity identity = said.identity();
    if (identity != null) {
      return identity.uri();
    }
    return held == null ? null : held.identity();
  }

  /**
   * What is held of the same: where one of the two names no identity, it is the other's; of several
   * the first.
   */
  private static @Nullable NetworkFacts held(SimFacts sim, Fact fact) {
    PublicIdentity identity = fact instanceof Registration said ? said.identity() : null;
    Kind kind = kind(fact);
    for (NetworkFacts facts : sim.networks()) {
      boolean same =
          identity == null || facts.identity() == null || identity.uri().equals(facts.identity());
      if (facts.kind() == kind && same) {
        return facts;
      }
    }
    return null;
  }

  private static @Nullable Kind kind(Fact fact) {
    if (fact instanceof Registration) {
      return Kind.IMS;
    }
    return fact instanceof PacketAccess said ? kind(said.access()) : null;
  }

  private static Kind kind(AccessType access) {
    return access == AccessType.FIVE_GS ? Kind.FIVE_GS : Kind.EPS;
  }

  /**
   * What has come for a SIM, or null: a negative that has waited takes effect, what is too old is
   * removed, not closed.
   *
   * @param policy whether a negative waits longer
   */
  static Accounting.@Nullable Change due(SimFacts sim, Instant now, HoldPolicy policy) {
    for (NetworkFacts facts : sim.networks()) {
      HeldNetwork waiting = facts.held();
      Instant until = facts.meansUntil();
      if (waiting != null && !waiting.until().isAfter(now)) {
        Instant longer = policy.release(now);
        NetworkFacts then =
            longer == null
                ? waiting.then()
                : facts.holding(new HeldNetwork(longer, waiting.then()));
        Evidence evidence = waiting.then().evidence();
        return new Accounting.Change(
            replaced(sim, facts, then), Rules.MASS, evidence, longer != null);
      } else if (waiting == null && !facts.expires().isAfter(now)) {
        return expired(facts, replaced(sim, facts, null));
      } else if (until != null && !until.isAfter(now)) {
        return expired(facts, replaced(sim, facts, facts.withoutMeans()));
      }
    }
    return null;
  }

  private static Accounting.Change expired(NetworkFacts facts, SimFacts after) {
    return new Accounting.Change(after, Rules.LIFETIME, facts.evidence(), false);
  }

  private static SimFacts replaced(SimFacts sim, NetworkFacts facts, @Nullable NetworkFacts by) {
    List<NetworkFacts> networks = new ArrayList<>(sim.networks());
    int place = networks.indexOf(facts);
    if (by == null) {
      networks.remove(place);
    } else {
      networks.set(place, by);
    }
    return sim.with(networks);
  }

  /** When to look at one next. */
  static Instant wakeAt(NetworkFacts facts) {
    HeldNetwork waiting = facts.held();
    Instant until = facts.meansUntil();
    Instant next = waiting == null ? facts.expires() : waiting.until();
    return until != null && until.isBefore(next) ? until : next;
  }
}
