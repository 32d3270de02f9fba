package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.Source;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.SimFacts;

/**
 * Where what one supplier says does not go with what another said, so that a message of one of them
 * may be missing (rule T1): the home register is asked. Most often the missing one is just on its
 * way, so it is waited for first.
 */
final class Crossing {
  private Crossing() {}

  /**
   * After a report of the packet-switched domain: the SGSN's last context is gone, and the gateway
   * says nothing of its session's end.
   */
  static SimFacts ofContext(SimFacts before, SimFacts after, PresenceReport report) {
    boolean ends =
        report.evidence().source().equals(Source.PG)
            && (!before.ps().sessions().open().isEmpty() || before.ps().isThere())
            && after.ps().sessions().open().isEmpty()
            && (!after.ps().isThere() || !before.ps().sessions().open().isEmpty());
    boolean goesOn =
        after.accounts().open().stream()
            .anyMatch(account -> account.data() && account.access() == AccessType.PS);
    return ends && goesOn && after.ps().leavingUntil() == null
        ? doubted(after, Domain.PS, report.evidence(), Questions.SILENCE)
        : after;
  }

  /**
   * After a report of a gateway: somebody comes whose circuit-switched side is held to be away, or
   * is known by asking alone and comes or goes. What was waited for of the context need not be
   * asked once its session has ended. An Interim-Update may come by the gateway's clock alone, of
   * somebody who cannot be paged (MM-Code 86): it is believed (rule T12), and asked about.
   */
  static SimFacts ofSession(SimFacts before, SimFacts sim, AccountedSession said, Evidence heard) {
    SimFacts after = sim;
    boolean ended = said.state() == AccountedSession.State.ENDED;
    if (said.access() == AccessType.WLAN) {
      return sim;
    }
    if (!before.ps().reachable() && sim.ps().reachable()) {
      return doubted(sim, Domain.PS, heard, Duration.ZERO);
    }
    Question waiting = sim.ps().upkeep().question();
    if (ended
        && waiting != null
        && waiting.why() == Why.DOUBT
        && waiting.ask() != null
        && sim.accounts().open().stream().allMatch(Account::isWlan)) {
      after = after.with(Domain.PS, sim.ps().with(sim.ps().upkeep().asking(null)));
    }
    DomainFacts cs = sim.cs();
    boolean isPolled = cs.upkeep().polled() && said.state() != AccountedSession.State.GOES_ON;
    boolean isAway = cs.attachment() == Attached.NO && !ended;
    return (isPolled || isAway) && isOld(cs, heard.time())
        ? doubted(after, Domain.CS, heard, Questions.SILENCE)
        : after;
  }

  /** A register that has just said so need not say it again. */
  private static boolean isOld(DomainFacts facts, Instant now) {
    Evidence last = facts.evidence();
    return last == null
        || (last.time().isBefore(now)
            && (!last.source().equals(Source.PH)
                || last.time().isBefore(now.minus(Questions.SECOND_ANSWER))));
  }

  /**
   * Whether a gateway told about when a subscriber left his SGSN that he is in LTE or 5G now: the
   * SGSN's contexts go with that, and the gateway's session stays (rule T6).
   */
  static boolean explainsLeaving(SimFacts sim, @Nullable Instant left, Lifetimes lifetimes) {
    return left != null
        && sim.accounts().open().stream()
            .filter(
                account ->
                    account.access() == AccessType.EPS || account.access() == AccessType.FIVE_GS)
            .anyMatch(
                account ->
                    !account.evidence().time().isBefore(left.minus(lifetimes.leavingGrace())));
  }

  private static SimFacts doubted(SimFacts sim, Domain domain, Evidence heard, Duration wait) {
    return doubted(sim, domain, heard, heard.time(), wait);
  }

  /**
   * With a question about a domain.
   *
   * @param since when the doubt arose
   * @param wait for so long before it is asked
   */
  static SimFacts doubted(
      SimFacts sim, Domain domain, Evidence heard, Instant since, Duration wait) {
    Draft draft = new Draft(domain, sim.of(domain));
    Instant ask = since.plus(wait);
    draft.raise(new Question(Why.DOUBT, since, ask, ask.plus(Questions.PATIENCE), heard));
    return sim.with(domain, draft.facts());
  }
}
