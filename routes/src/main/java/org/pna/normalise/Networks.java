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

  private Networks(PresenceReport report, Terms terms) {
    this.report = report;
    this.time = report.evidence().time();
    this.terms = terms;
  }

  /** Whether a report is about one of them. */
  static boolean areToldOf(PresenceReport report) {
    return !report.facts().isEmpty() && kind(report.facts().get(0)) != null;
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
    return held == null ? null : held.evidence();
  }

  /**
   * Applies a report.
   *
   * @return null if something newer is held
   */
  static @Nullable SimFacts told(SimFacts sim, PresenceReport report, Terms terms) {
    Networks told = new Networks(report, terms);
    SimFacts after = sim;
    for (Fact fact : report.facts()) {
      after = told.apply(after, fact);
      if (after == null) {
        return null;
      }
    }
    return terms.asks() ? Accounting.denied(after, report) : after;
  }

  private @Nullable SimFacts apply(SimFacts sim, Fact fact) {
    Kind kind = kind(fact);
    if (kind == null) {
      return sim;
    }
    List<NetworkFacts> networks = new ArrayList<>(sim.networks());
    NetworkFacts held = held(sim, fact);
    if (held != null) {
      if (time.isBefore(held.evidence().time())) {
        return null;
      }
      networks.remove(held);
    }
    NetworkFacts now = now(fact, held);
    if (now == null) {
      return sim;
    }
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

  /** What has come for a SIM, or null: what is too old is removed, not closed. */
  static Accounting.@Nullable Change due(SimFacts sim, Instant now) {
    for (NetworkFacts facts : sim.networks()) {
      Instant until = facts.meansUntil();
      boolean tooOld = !facts.expires().isAfter(now);
      if (tooOld || (until != null && !until.isAfter(now))) {
        List<NetworkFacts> left = new ArrayList<>(sim.networks());
        if (tooOld) {
          left.remove(facts);
        } else {
          left.set(left.indexOf(facts), facts.withoutMeans());
        }
        return new Accounting.Change(sim.with(left), Rules.LIFETIME, facts.evidence(), false);
      }
    }
    return null;
  }
}
