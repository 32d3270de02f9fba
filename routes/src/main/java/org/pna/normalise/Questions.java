package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;

/**
 * What the home register is asked, when, and what becomes of the facts when it does not tell. A
 * domain has one question at a time: {@link Why} has them in the order of their weight.
 */
final class Questions {
  /** Rule T9: so long nothing is published of a lost call; most often its end is on the way. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  /** So long an answer is waited for. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Rule T14: so much later the home register has to say again that it knows no serving node. */
  static final Duration SECOND_ANSWER = Duration.ofMinutes(10);

  /** Rule T14: so long a node's own word is worth more than that. */
  static final Duration OWN_WORD = Duration.ofHours(1);

  /** Rule S2: after so much silence we ask whether a call still goes on. */
  static final Duration STILL_BUSY = Duration.ofMinutes(10);

  private Questions() {}

  /** Rule T9: whether what was lost goes on. */
  static Question lost(Evidence evidence) {
    return at(Why.LOST, evidence.time(), SILENCE, evidence);
  }

  /** Whether a call that only the home register told of goes on. */
  static Question stillBusy(Evidence evidence) {
    return at(Why.BUSY, evidence.time(), STILL_BUSY, evidence);
  }

  /** What does not fit: asked at once. */
  static Question doubt(Evidence evidence) {
    return at(Why.DOUBT, evidence.time(), Duration.ZERO, evidence);
  }

  /** Rule T14. */
  static Question confirm(Evidence evidence) {
    Instant time = evidence.time();
    return new Question(Why.CONFIRM, time, time.plus(SECOND_ANSWER), time.plus(OWN_WORD), evidence);
  }

  private static Question at(Why why, Instant since, Duration after, Evidence evidence) {
    Instant ask = since.plus(after);
    return new Question(why, since, ask, ask.plus(PATIENCE), evidence);
  }

  /**
   * The one of two questions that is kept: the weightier; of the same weight the one that is still
   * to be asked, for its answer settles both. A doubt that comes after the weightier was asked has
   * it asked once more, since that answer is older than the doubt. The rest comes back by itself:
   * lost calls and those that only the register told of are looked for after each answer.
   */
  static Question weightier(@Nullable Question held, Question raised) {
    if (held == null || held.why().compareTo(raised.why()) > 0) {
      return raised;
    }
    if (held.ask() != null) {
      return held;
    }
    if (held.why() == raised.why()) {
      return raised;
    }
    boolean once = held.why() == Why.LOST && raised.why() == Why.DOUBT;
    return once
        ? new Question(held.why(), raised.since(), raised.ask(), raised.until(), held.evidence())
        : held;
  }

  /** The question whose time has come, or null. */
  static @Nullable Question toAsk(DomainFacts facts, Instant now) {
    Question question = facts.upkeep().question();
    Instant moment = question == null ? null : question.ask();
    return moment != null && !moment.isAfter(now) ? question : null;
  }

  /** When something is to be done about a question. */
  static @Nullable Instant moment(@Nullable Question question) {
    if (question == null) {
      return null;
    }
    return question.ask() == null ? question.until() : question.ask();
  }
}
