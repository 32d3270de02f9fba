package org.pna.normalise;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.model.ReportingNode;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Question.Why;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.Sessions;
import org.pna.publisher.store.Upkeep;

/** The facts of one domain while a rule works on them. */
final class Draft {
  final Domain domain;
  Attached attachment;
  boolean reachable;
  Means means;
  @Nullable String reason;
  @Nullable ReportingNode node;
  @Nullable Roaming roaming;
  @Nullable Location location;
  @Nullable Instant locatedAt;
  @Nullable Instant leavingUntil;
  @Nullable Evidence evidence;
  @Nullable Instant expires;
  Sessions sessions;
  Upkeep upkeep;
  @Nullable Held held;

  /** Whether something was said of the domain itself, not of a call or session alone. */
  boolean touched;

  Draft(Domain domain, DomainFacts facts) {
    this.domain = domain;
    attachment = facts.attachment();
    reachable = facts.reachable();
    means = facts.means();
    reason = facts.reason();
    node = facts.node();
    roaming = facts.roaming();
    location = facts.location();
    locatedAt = facts.locatedAt();
    leavingUntil = facts.leavingUntil();
    evidence = facts.evidence();
    expires = facts.expires();
    sessions = facts.sessions();
    upkeep = facts.upkeep();
    held = facts.held();
  }

  /** The facts as the rules leave them: of what is not known nothing can be in doubt. */
  DomainFacts facts() {
    if (!isKnown()) {
      sessions = Sessions.NONE;
      upkeep = Upkeep.NONE.asking(upkeep.question());
    }
    return new DomainFacts(
        attachment,
        reachable,
        means,
        reason,
        node,
        roaming,
        location,
        locatedAt,
        leavingUntil,
        evidence,
        expires,
        sessions,
        upkeep,
        held);
  }

  boolean isCs() {
    return domain == Domain.CS;
  }

  /** Whether anything is held of the subscriber, beside how far it can be relied on. */
  boolean isKnown() {
    return evidence != null || !sessions.sayNothing();
  }

  void calls(Consumer<Calls> change) {
    Calls calls = new Calls(sessions);
    change.accept(calls);
    sessions = calls.toSessions();
  }

  void dataSessions(Consumer<DataSessions> change) {
    DataSessions data = new DataSessions(sessions, means);
    change.accept(data);
    sessions = data.toSessions();
    means = data.means();
  }

  /** A question is raised: it is asked in time, unless a weightier one is held. */
  void raise(Question question) {
    upkeep = upkeep.asking(Questions.weightier(upkeep.question(), question));
  }

  void markStale(Instant since) {
    if (upkeep.staleSince() == null && isKnown()) {
      upkeep = upkeep.stale(since);
    }
  }

  /** Nobody told: what depends on the answer goes on without it. */
  void giveUpQuestion(Instant now) {
    Question question = upkeep.question();
    upkeep = upkeep.asking(null);
    markStale(now);
    giveUpLost(now);
    if (question != null && question.why() == Why.LEAVING) {
      gone();
    }
  }

  void giveUpLost(Instant time) {
    if (isCs()) {
      calls(calls -> calls.giveUpLost(time));
    } else {
      dataSessions(data -> data.giveUpLost(time));
    }
  }

  /** What became of a lost call or session is always asked, unless something else is. */
  void askAboutLost() {
    Session lost = sessions.lost();
    if (lost != null && upkeep.question() == null) {
      raise(Questions.lost(lost.evidence()));
    }
  }

  void giveUp(Session session) {
    if (isCs()) {
      calls(calls -> calls.giveUp(session));
    } else {
      dataSessions(data -> data.giveUp(session));
    }
  }

  /**
   * No other SGSN took the subscriber: the attachment is unknown, and unknown is removed, not
   * closed. Where he was last seen stays.
   */
  void gone() {
    unknown();
    leavingUntil = null;
    dataSessions(DataSessions::areUnknown);
  }

  /** Too old to be believed: nothing is known any more, but what goes on by itself. */
  void forget() {
    unknown();
    location = null;
    locatedAt = null;
    leavingUntil = null;
    evidence = null;
    expires = null;
    if (sessions.open().isEmpty()) {
      sessions = Sessions.NONE;
    } else if (!isCs()) {
      means = Means.OPEN;
    }
  }

  private void unknown() {
    attachment = Attached.UNKNOWN;
    reachable = true;
    means = Means.UNKNOWN;
    reason = null;
    node = null;
    roaming = null;
  }
}
