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
import org.pna.publisher.store.NetworkFacts.Kind;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.SimFacts;

/**
 * Where what one supplier says does not go with what another said, so that a message of one of them
 * may be missing (rule T1): the home register is asked. Most often the missing one is just on its
 * way, so it is waited for first.
 */
final class Crossing {
  /** Who was online for so long and is no more has most often switched off. */
  private static final Duration LONG_SESSION = Duration.ofHours(1);

  private Crossing() {}

  /**
   * After a report of the packet-switched domain: the SGSN's last context is gone, and the gateway
   * says nothing of its session's end; or the attachment is, and no VLR says so of its own.
   */
  static SimFacts ofContext(SimFacts before, SimFacts after, PresenceReport report) {
    boolean detaches =
        report.evidence().source().equals(Source.PG)
            && before.ps().attachment() == Attached.YES
            && after.ps().attachment() == Attached.NO;
    SimFacts asked = detaches ? doubtedIfThere(after, report.evidence()) : after;
    return ofGateway(before, asked, report);
  }

  /**
   * After a report of the circuit-switched domain: somebody has left, or was given up by his VLR,
   * and his data session goes on.
   */
  static SimFacts ofDetach(SimFacts before, SimFacts after, PresenceReport report) {
    boolean leaves =
        report.evidence().source().equals(Source.PC)
            && before.cs().attachment() == Attached.YES
            && after.cs().attachment() == Attached.NO;
    boolean goesOn =
        after.accounts().open().stream().anyMatch(account -> account.data() && !account.isWlan())
            || !after.ps().sessions().open().isEmpty();
    return leaves && goesOn
        ? doubted(after, Domain.PS, report.evidence(), Questions.SILENCE)
        : after;
  }

  /** After the end of a registration in IMS. */
  static SimFacts ofRegistration(SimFacts before, SimFacts after, PresenceReport report) {
    return isRegistered(before) && !isRegistered(after)
        ? doubtedIfThere(after, report.evidence())
        : after;
  }

  private static boolean isRegistered(SimFacts sim) {
    return sim.networks().stream()
        .anyMatch(facts -> facts.kind() == Kind.IMS && facts.attachment() == Attached.YES);
  }

  /** Whoever seems to have left is asked about in the circuit-switched domain, if still there. */
  private static SimFacts doubtedIfThere(SimFacts sim, Evidence heard) {
    return sim.cs().attachment() == Attached.YES
        ? doubted(sim, Domain.CS, heard, Questions.SILENCE)
        : sim;
  }

  private static SimFacts ofGateway(SimFacts before, SimFacts after, PresenceReport report) {
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
   * goes who was online for long and is held to be there, or is known by asking alone. What was
   * waited for of the context need not be asked once its session has ended. An Interim-Update may
   * come by the gateway's clock alone, of somebody who cannot be paged (MM-Code 86): it is believed
   * (rule T12), and asked about.
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
    boolean hasLeft =
        ended
            && cs.attachment() == Attached.YES
            && isLongAgo(before, said)
            && sim.accounts().open().stream().allMatch(Account::isWlan);
    return isPolled || isAway || hasLeft
        ? doubted(after, Domain.CS, heard, inTurn(cs, heard.time()))
        : after;
  }

  private static boolean isLongAgo(SimFacts before, AccountedSession said) {
    return before.accounts().open().stream()
        .filter(account -> account.id().equals(said.id()) && account.nas().isSameAs(said.nas()))
        .anyMatch(account -> account.began().plus(LONG_SESSION).isBefore(said.order()));
  }

  /** When to ask: a register that has just answered is left alone for a while. */
  private static Duration inTurn(DomainFacts facts, Instant now) {
    Evidence last = facts.evidence();
    if (last == null || !last.source().equals(Source.PH)) {
      return Questions.SILENCE;
    }
    Duration wait = Duration.between(now, last.time().plus(Questions.SECOND_ANSWER));
    return wait.compareTo(Questions.SILENCE) > 0 ? wait : Questions.SILENCE;
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
