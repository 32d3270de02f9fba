package org.pna.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.SimFacts;

/**
 * What the accounting of gateways makes of a SIM (rules T3, T6, T7, T12 and T14). What a session by
 * GERAN or UTRAN says of the packet-switched domain goes the way of any report of it.
 */
final class Accounting {
  /**
   * What time makes of a SIM.
   *
   * @param account that is no longer believed
   */
  record Change(SimFacts sim, Account account) {}

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

  /**
   * Applies a report of a gateway.
   *
   * @return null if it says nothing new
   */
  static @Nullable SimFacts told(
      SimFacts sim, AccountedSession said, PresenceReport report, Terms terms) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    if (!sessions.told(said, report.evidence(), terms)) {
      return null;
    }
    SimFacts after = sim.with(sessions.toAccounts());
    boolean toPs = report.facts().size() > 1 && !isOld(report.evidence(), sim.ps());
    if (toPs) {
      after = after.with(Domain.PS, Effects.of(report, Domain.PS, sim.ps(), terms));
    }
    if (said.state() == AccountedSession.State.ENDED && said.access() != AccessType.WLAN) {
      after = noneToldByRegister(after);
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

  /** What has come for a SIM, or null. */
  static @Nullable Change due(SimFacts sim, Instant now) {
    GatewaySessions sessions = new GatewaySessions(sim.accounts());
    Account expired = sessions.expired(now);
    if (expired == null) {
      return null;
    }
    sessions.giveUp(expired);
    return new Change(withoutGateway(sim, sim.with(sessions.toAccounts())), expired);
  }

  private static boolean isOld(Evidence told, DomainFacts held) {
    Evidence newest = Arbitration.newest(held);
    return newest != null && told.time().isBefore(newest.time());
  }

  private static SimFacts noneToldByRegister(SimFacts sim) {
    if (!sim.accounts().open().isEmpty()) {
      return sim;
    }
    Draft draft = new Draft(Domain.PS, sim.ps());
    draft.dataSessions(DataSessions::dropToldByRegister);
    return sim.with(Domain.PS, draft.facts());
  }

  /**
   * Rule T6: where nobody but gateways told of an attachment, it is known no longer than a session
   * lasts.
   */
  private static SimFacts withoutGateway(SimFacts before, SimFacts after) {
    DomainFacts ps = after.ps();
    Evidence evidence = ps.evidence();
    boolean none =
        new GatewaySessions(before.accounts()).isInPs()
            && !new GatewaySessions(after.accounts()).isInPs();
    if (!none
        || ps.attachment() != Attached.YES
        || ps.node() != null
        || evidence == null
        || !isOfGateway(evidence)) {
      return after;
    }
    Draft draft = new Draft(Domain.PS, ps);
    draft.gone();
    return after.with(Domain.PS, draft.facts());
  }
}
