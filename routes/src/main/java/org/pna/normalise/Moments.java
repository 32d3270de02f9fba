package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.PositionFacts;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.SimFacts;

/** What time alone does to facts. */
final class Moments {
  /** So long what has grown too old is kept while the home register is asked, at most. */
  private static final Duration LONGEST_DOUBT = Duration.ofHours(1);

  /**
   * What a moment makes of a domain.
   *
   * @param evidence of the report that set the moment
   * @param waitsOn all goes on waiting: what is published is no different
   * @param asks whether the home register is asked now what stands in the facts
   */
  record Change(DomainFacts facts, String rule, Evidence evidence, boolean waitsOn, boolean asks) {}

  private final DomainFacts facts;
  private final Domain domain;
  private final Instant now;
  private final boolean asks;

  private Moments(DomainFacts facts, Domain domain, Instant now, boolean asks) {
    this.facts = facts;
    this.domain = domain;
    this.now = now;
    this.asks = asks;
  }

  /**
   * What has come for a domain; null when nothing has.
   *
   * @param asks whether the home register can be asked
   */
  static @Nullable Change due(
      DomainFacts facts, Domain domain, Instant now, HoldPolicy policy, boolean asks) {
    Held waiting = facts.held();
    if (waiting != null && !waiting.until().isAfter(now)) {
      return released(facts, waiting, policy.release(now));
    }
    return new Moments(facts, domain, now, asks).due();
  }

  /** When a subscriber or a context left an SGSN of which the grace is over now; null: none did. */
  static @Nullable Instant left(DomainFacts facts, Instant now) {
    Instant until = facts.leavingUntil();
    Question question = facts.upkeep().question();
    if (until != null) {
      boolean isAsked = question != null && question.why() == Why.LEAVING;
      return until.isAfter(now) || isAsked || facts.evidence() == null
          ? null
          : facts.evidence().time();
    }
    for (Session session : facts.sessions().open()) {
      if (session.state() == Session.State.MOVING && !session.expires().isAfter(now)) {
        return session.evidence().time();
      }
    }
    return null;
  }

  private @Nullable Change due() {
    Question question = facts.upkeep().question();
    if (hasCome(facts.leavingUntil())) {
      return graceIsOver(question);
    }
    if (question != null && hasCome(Questions.moment(question))) {
      return question.ask() == null ? isGivenUp(question) : isAsked(question);
    }
    for (Session session : facts.sessions().open()) {
      if (hasCome(session.expires())) {
        return isTooOld(session);
      }
    }
    if (hasCome(facts.expires())) {
      Draft draft = draft();
      draft.forget();
      return change(draft, Rules.LIFETIME, Objects.requireNonNull(facts.evidence()));
    }
    return null;
  }

  private static Change released(DomainFacts facts, Held waiting, @Nullable Instant longer) {
    DomainFacts now =
        longer == null
            ? waiting.then().with(facts.upkeep())
            : facts.holding(new Held(longer, waiting.then()));
    Evidence evidence = Objects.requireNonNull(waiting.then().evidence());
    return new Change(now, Rules.MASS, evidence, longer != null, false);
  }

  /** No other SGSN spoke up: whether he is attached is asked, or not known. */
  private Change graceIsOver(@Nullable Question question) {
    Evidence evidence = Objects.requireNonNull(facts.evidence());
    Draft draft = draft();
    boolean wasAsked = question != null && question.why() == Why.LEAVING;
    if (asks && !wasAsked) {
      Instant until = now.plus(Questions.PATIENCE);
      draft.leavingUntil = until;
      draft.upkeep =
          draft.upkeep.asking(new Question(Why.LEAVING, evidence.time(), null, until, evidence));
      return asking(draft, Rules.GRACE, evidence, true);
    }
    if (wasAsked) {
      draft.giveUpQuestion(now);
    }
    draft.gone();
    return change(draft, Rules.GRACE, evidence);
  }

  private Change isAsked(Question question) {
    Draft draft = draft();
    Why why = question.why();
    if (why == Why.CONFIRM) {
      draft.upkeep = draft.upkeep.asking(question.asked(question.until()));
    } else if (asks) {
      draft.upkeep = draft.upkeep.asking(question.asked(now.plus(Questions.PATIENCE)));
    } else {
      draft.giveUpQuestion(now);
      return change(draft, rule(why), question.evidence());
    }
    return asking(draft, rule(why), question.evidence(), asks);
  }

  private Change isGivenUp(Question question) {
    Draft draft = draft();
    draft.giveUpQuestion(now);
    Evidence evidence = question.evidence();
    if (draft.isCs() && new Calls(draft.sessions).hasToldByRegister()) {
      Instant ask = now.plus(Questions.STILL_BUSY);
      draft.raise(new Question(Why.BUSY, now, ask, ask.plus(Questions.PATIENCE), evidence));
    }
    boolean waitsOn = question.why() != Why.LOST;
    return new Change(draft.facts(), rule(question.why()), evidence, waitsOn, false);
  }

  /** A session that nobody has told of for too long; one that moved, and nobody took it over. */
  private Change isTooOld(Session session) {
    Draft draft = draft();
    Evidence evidence = session.evidence();
    if (!asks || session.state() == Session.State.LOST) {
      draft.giveUp(session);
      return change(draft, Rules.LIFETIME, evidence);
    }
    List<Session> open =
        facts.sessions().open().stream()
            .map(
                one ->
                    one.equals(session)
                        ? one.as(Session.State.LOST, now.plus(LONGEST_DOUBT), evidence)
                        : one)
            .toList();
    draft.sessions = facts.sessions().with(open);
    draft.raise(new Question(Why.LOST, now, now, now.plus(Questions.PATIENCE), evidence));
    return asking(draft, Rules.LIFETIME, evidence, false); // at this very moment
  }

  private static String rule(Why why) {
    return switch (why) {
      case LEAVING -> Rules.GRACE;
      case LOST -> Rules.LOST;
      case CONFIRM -> Rules.RESTART;
      case DOUBT, BUSY -> Rules.UNANSWERED;
    };
  }

  private static Change change(Draft draft, String rule, Evidence evidence) {
    return new Change(draft.facts(), rule, evidence, false, false);
  }

  private static Change asking(Draft draft, String rule, Evidence evidence, boolean now) {
    return new Change(draft.facts(), rule, evidence, true, now);
  }

  private Draft draft() {
    return new Draft(domain, facts);
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
      next = earlier(next, Accounting.wakeAt(sim));
      PositionFacts position = sim.position();
      next = earlier(next, position == null ? null : position.expires());
      for (NetworkFacts network : sim.networks()) {
        next = earlier(next, Networks.wakeAt(network));
      }
    }
    boolean inTime = asked != null && next != null && asked.isAfter(now) && !asked.isAfter(next);
    return inTime ? asked : next;
  }

  private static @Nullable Instant earliest(@Nullable Instant sofar, DomainFacts facts) {
    Held waiting = facts.held();
    Instant first = earlier(sofar, waiting == null ? null : waiting.until());
    first = earlier(first, Questions.moment(facts.upkeep().question()));
    for (Session session : facts.sessions().open()) {
      first = earlier(first, session.expires());
    }
    return earlier(earlier(first, facts.leavingUntil()), facts.expires());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  private boolean hasCome(@Nullable Instant moment) {
    return moment != null && !moment.isAfter(now);
  }
}
