package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call;
import org.pna.model.Call.Bearer;
import org.pna.model.Evidence;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.Session.State;
import org.pna.publisher.store.Sessions;

/**
 * The calls of a SIM, and what they make of its session participation: in a session while an
 * answered call goes on, in none once the last has ended, and as before while nobody tells of one
 * (rule T9).
 */
final class Calls {
  /** Calls of one SIM; nobody has so many, so beyond it the oldest was missed to end. */
  static final int MAX = 8;

  /** The name of the call that only the home register told of. */
  static final String TOLD_BY_REGISTER = "";

  private final List<Session> open;
  private Means participation;
  private @Nullable Instant lastEnd;

  Calls(Sessions held) {
    open = new ArrayList<>(held.open());
    participation = held.participation();
    lastEnd = held.lastEnd();
  }

  Sessions toSessions() {
    return new Sessions(open, participation, lastEnd);
  }

  void begins(Call said, Evidence heard, Duration longest) {
    if (find(said.id()) == null) {
      Instant time = heard.time();
      add(
          new Session(
              said.id(), State.SETUP, said.bearer(), null, time, time.plus(longest), heard));
    }
  }

  void isAnswered(Call said, Evidence heard, Duration longest) {
    Session before = find(said.id());
    Instant since = before == null ? heard.time() : before.since();
    if (before != null) {
      open.remove(before);
      isExplainedBy(before);
    }
    add(
        new Session(
            said.id(), State.ACTIVE, said.bearer(), null, since, since.plus(longest), heard));
    participation = Means.OPEN;
  }

  /**
   * A call is over.
   *
   * @return false if nothing was known of it
   */
  boolean ends(String id, Instant time) {
    isOver(time);
    Session over = find(id);
    if (over == null) {
      return false;
    }
    open.remove(over);
    isExplainedBy(over);
    settle(Means.CLOSED);
    return true;
  }

  /** It never was the subscriber's (rule T8). */
  void isTurnedAway(String id) {
    Session over = find(id);
    if (over != null && open.remove(over) && participation == Means.OPEN) {
      settle(Means.CLOSED);
    }
  }

  /**
   * Nobody tells of it any more (rule T9).
   *
   * @return false if nothing was known of it
   */
  boolean isLost(String id, Evidence heard) {
    Session lost = find(id);
    if (lost == null) {
      return false;
    }
    open.set(open.indexOf(lost), lost.as(State.LOST, lost.expires(), heard));
    return true;
  }

  /**
   * Whether it was heard after a moment that one is over: who was in a call then may be in none.
   */
  boolean isOverSince(Instant time) {
    return lastEnd != null && lastEnd.isAfter(time);
  }

  /** The home register says that there is a call. */
  void isEngaged(Evidence heard, Duration longest) {
    Bearer bearer = null;
    Instant since = heard.time();
    for (Session session : List.copyOf(open)) {
      if (session.state() == State.LOST && isOld(session, heard.time())) {
        bearer = session.bearer();
        since = session.since();
        open.remove(session);
      }
    }
    Session told = find(TOLD_BY_REGISTER);
    if (told != null) {
      open.set(open.indexOf(told), told.as(State.ACTIVE, told.expires(), heard));
    } else if (!isAnyActive()) {
      Instant expires = since.plus(longest);
      add(new Session(TOLD_BY_REGISTER, State.ACTIVE, bearer, null, since, expires, heard));
    }
    participation = Means.OPEN;
  }

  /** None of the calls of which was last heard before that moment goes on. */
  void noneSince(Instant time) {
    isOver(time);
    open.removeIf(session -> isOld(session, time));
    settle(Means.CLOSED);
  }

  /** The subscriber is detached (rule T6). */
  void areCleared(Instant time) {
    isOver(time);
    open.removeIf(session -> isOld(session, time));
    if (participation != Means.UNKNOWN) {
      settle(Means.CLOSED);
    }
  }

  /** Nobody said what became of those that were lost up to a moment. */
  void giveUpLost(Instant time) {
    if (open.removeIf(session -> session.state() == State.LOST && isOld(session, time))) {
      settle(Means.UNKNOWN);
    }
  }

  /** One is too old to be believed. */
  void giveUp(Session session) {
    open.remove(session);
    settle(Means.UNKNOWN);
  }

  /** Drops the call that only the home register told of: it is known now which one that was. */
  void dropToldByRegister() {
    Session told = find(TOLD_BY_REGISTER);
    if (told != null) {
      open.remove(told);
      settle(Means.CLOSED);
    }
  }

  boolean hasToldByRegister() {
    return find(TOLD_BY_REGISTER) != null;
  }

  /** Whom the home register found in a call may have been in this one. */
  private void isExplainedBy(Session call) {
    Session told = find(TOLD_BY_REGISTER);
    if (told != null && !call.since().isAfter(told.evidence().time())) {
      open.remove(told);
    }
  }

  private void settle(Means none) {
    boolean lost = open.stream().anyMatch(session -> session.state() == State.LOST);
    if (isAnyActive()) {
      participation = Means.OPEN;
    } else if (!lost) {
      participation = none;
    }
  }

  private boolean isAnyActive() {
    return open.stream().anyMatch(session -> session.state() == State.ACTIVE);
  }

  private void isOver(Instant time) {
    if (lastEnd == null || time.isAfter(lastEnd)) {
      lastEnd = time;
    }
  }

  private void add(Session session) {
    open.add(session);
    if (open.size() > MAX) {
      open.remove(0);
    }
  }

  private @Nullable Session find(String id) {
    for (Session session : open) {
      if (session.id().equals(id)) {
        return session;
      }
    }
    return null;
  }

  private static boolean isOld(Session session, Instant time) {
    return !session.evidence().time().isAfter(time);
  }
}
