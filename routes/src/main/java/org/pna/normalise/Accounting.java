package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.PacketAccess;
import org.pna.model.PresenceReport;
import org.pna.model.Source;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Accounts;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.EndedAccount;
import org.pna.publisher.store.HeldStop;
import org.pna.publisher.store.SimFacts;

/**
 * What the accounting of gateways makes of a SIM (rules T3, T6, T7, T12 and T14). What a session by
 * GERAN or UTRAN says of the packet-switched domain goes the way of any report of it.
 */
final class Accounting {
  /**
   * What time makes of a SIM.
   *
   * @param rule by which
   * @param evidence of the report that set the moment
   * @param waitsOn what is published is no different
   */
  record Change(SimFacts sim, String rule, Evidence evidence, boolean waitsOn) {}

  private Accounting() {}

  /** What a report tells of a gateway's session, or null. */
  static @Nullable AccountedSession session(PresenceReport report) {
    boolean tells = !report.facts().isEmpty();
    return tells && report.facts().get(0) instanceof AccountedSession said ? said : null;
  }

  /** Whether what is said comes from a gateway, which is no serving node. */
  static boolean isOfGateway(Evidence evidence) {
    return evidence.source().equals(AccountingMessage.PK)
        || evidence.source().equals(AccountingMessage.PP)
        || evidence.source().equals(AccountingMessage.PR);
  }

  /** Whether something newer was heard of the session (rule T3). */
  static boolean isLate(SimFacts sim, AccountedSession said) {
    return new GatewaySessions(sim.accounts()).isLate(said);
  }

  /** Applies a report of a gateway that is not late. */
  static SimFacts told(SimFacts sim, AccountedSession said, PresenceReport report, Terms terms) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    sessions.told(said, report.evidence(), terms);
    SimFacts after = sim.with(sessions.toAccounts());
    AccessType left = sessions.left();
    if (left != null) { // what the home register told of it there holds no longer
      after = after.with(Networks.withoutMeans(after.networks(), left, report.evidence().time()));
    }
    boolean toPs = report.facts().size() > 1 && !isOld(report.evidence(), sim.ps());
    if (toPs) {
      after = after.with(Domain.PS, Effects.of(report, Domain.PS, sim.ps(), terms));
    }
    if (said.state() == AccountedSession.State.ENDED && said.access() != AccessType.WLAN) {
      after = noneToldByRegister(after, said.access(), report.evidence().time());
    }
    return withoutGateway(sim, after);
  }

  /**
   * Ends the sessions of a gateway that began before it did.
   *
   * @return the same if it has none
   */
  static SimFacts restarted(SimFacts sim, NasEvent event) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    return sessions.restarts(event) ? withoutGateway(sim, sim.with(sessions.toAccounts())) : sim;
  }

  /**
   * Ends the sessions of which a gateway told last before the home register was asked, by a network
   * in which it says that there is none: their Stop was missed. What is heard of one since has it
   * go on. Only where the register is asked when suppliers disagree: elsewhere nobody but the
   * gateway ends its sessions (rule T6).
   *
   * @return the same if the report says no such thing
   */
  static SimFacts denied(SimFacts sim, PresenceReport report) {
    AccessType access = denied(report);
    if (access == null) {
      return sim;
    }
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    return sessions.none(access, report.evidence().time()) ? sim.with(sessions.toAccounts()) : sim;
  }

  /** In which network a subscriber has no session, as the home register knows; null: not told. */
  private static @Nullable AccessType denied(PresenceReport report) {
    if (!report.evidence().source().equals(Source.PH)) {
      return null;
    }
    for (Fact fact : report.facts()) {
      if ((fact instanceof Engagement said && said.domain() == Domain.PS && !said.engaged())
          || (fact instanceof Attachment gone
              && gone.domain() == Domain.PS
              && gone.state() == Attachment.State.DETACHED)) {
        return AccessType.PS;
      }
      if (fact instanceof PacketAccess said && said.state().deniesSessions()) {
        return said.access();
      }
    }
    return null;
  }

  /** Whether somebody is no longer reachable by a gateway, who was. */
  static boolean isNegative(SimFacts before, SimFacts after) {
    Accounts had = before.accounts();
    Accounts has = after.accounts();
    return (had.data() == Means.OPEN && has.data() != Means.OPEN)
        || (had.wlanData() == Means.OPEN && has.wlanData() != Means.OPEN)
        || (had.wlan() == Attached.YES && has.wlan() != Attached.YES);
  }

  /** Until when the end of a session waits already; null if it does not. */
  static @Nullable Instant heldUntil(SimFacts sim, AccountedSession said) {
    return new GatewaySessions(sim.accounts()).heldUntil(said);
  }

  /** Applies the end of a session later (rule T15). */
  static SimFacts held(SimFacts sim, AccountedSession said, Evidence evidence, Instant until) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    sessions.holds(said, evidence, until);
    return sim.with(sessions.toAccounts());
  }

  /**
   * What has come for a SIM, or null.
   *
   * @param policy whether the end of a session waits longer
   * @param terms whether the home register can be asked about a session that has become silent
   */
  static @Nullable Change due(SimFacts sim, Instant now, HoldPolicy policy, Terms terms) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    Account held = sessions.held(now);
    if (held != null) {
      HeldStop stop = Objects.requireNonNull(held.stop());
      Instant longer = policy.release(now);
      sessions.releases(held, stop, longer);
      SimFacts after = sim.with(sessions.toAccounts());
      if (longer == null && held.access() != AccessType.WLAN) {
        after = noneToldByRegister(after, held.access(), stop.evidence().time());
      }
      return new Change(withoutGateway(sim, after), Rules.MASS, stop.evidence(), longer != null);
    }
    Account expired = sessions.expired(now);
    if (expired != null && sessions.goesOnInSilence(expired)) {
      SimFacts silent = sim.with(sessions.toAccounts());
      SimFacts after =
          terms.asks() && !expired.isWlan()
              ? Crossing.doubted(silent, Domain.PS, expired.evidence(), now, Duration.ZERO)
              : silent;
      return new Change(after, Rules.LIFETIME, expired.evidence(), true);
    }
    if (expired != null) {
      sessions.giveUp(expired);
      SimFacts after = withoutGateway(sim, sim.with(sessions.toAccounts()));
      return new Change(after, Rules.LIFETIME, expired.evidence(), false);
    }
    return null;
  }

  /** The same without the sessions that ended too long ago. */
  static SimFacts forgetEnded(SimFacts sim, Instant now) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    return sessions.forgetEnded(now) ? sim.with(sessions.toAccounts()) : sim;
  }

  /** When to look at the sessions of a SIM next; null for never. */
  static @Nullable Instant wakeAt(SimFacts sim) {
    Instant next = null;
    for (Account account : sim.accounts().open()) {
      HeldStop stop = account.stop();
      next = earlier(next, stop == null ? account.expires() : stop.until());
    }
    Instant ended = null;
    for (EndedAccount account : sim.accounts().ended()) {
      ended = earlier(ended, account.order());
    }
    return ended == null ? next : earlier(next, ended.plus(GatewaySessions.ENDED_MEMORY));
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  /** The same without anything that a gateway said. */
  static SimFacts none(SimFacts sim) {
    return withoutGateway(sim, sim.with(Accounts.NONE));
  }

  private static boolean isOld(Evidence told, DomainFacts held) {
    Evidence newest = Arbitration.newest(held);
    return newest != null && told.time().isBefore(newest.time());
  }

  /**
   * What the home register told of sessions before the last one ended was that one.
   *
   * @param access by which that went; null where it is not told
   */
  private static SimFacts noneToldByRegister(
      SimFacts sim, @Nullable AccessType access, Instant time) {
    for (Account account : sim.accounts().open()) {
      if (!account.isWlan()) {
        return sim;
      }
    }
    Draft draft = new Draft(Domain.PS, sim.ps());
    draft.dataSessions(DataSessions::dropBelievedOfRegister);
    return sim.with(Domain.PS, draft.facts())
        .with(Networks.withoutMeans(sim.networks(), access, time));
  }

  /**
   * Rule T6: where nobody but gateways told of an attachment, it is known no longer than a session
   * lasts.
   */
  private static SimFacts withoutGateway(SimFacts before, SimFacts after) {
    DomainFacts ps = after.ps();
    Evidence evidence = ps.evidence();
    if (ps.attachment() != Attached.YES
        || ps.node() != null
        || evidence == null
        || !isOfGateway(evidence)
        || !new GatewaySessions(before.accounts()).isInPs()
        || new GatewaySessions(after.accounts()).isInPs()) {
      return after;
    }
    Draft draft = new Draft(Domain.PS, ps);
    draft.gone();
    return after.with(Domain.PS, draft.facts());
  }
}
