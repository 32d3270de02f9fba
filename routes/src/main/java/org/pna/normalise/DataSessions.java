package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.DataSession;
import org.pna.model.Evidence;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.Session.State;
import org.pna.publisher.store.Sessions;

/**
 * The PDP contexts and the like of a SIM. As long as there is one, the means is open; when the last
 * is known to have ended it is closed, when nobody knows it is removed.
 */
final class DataSessions {
  /** Sessions of one SIM; a subscriber has at most eleven, so beyond it the oldest was missed. */
  static final int MAX = 16;

  /** The name of the session that only the home register told of. */
  static final String TOLD_BY_REGISTER = "";

  private final List<Session> open;
  private Means means;
  private @Nullable Instant lastEnd;

  /**
   * @param means status of the domain's communication means
   */
  DataSessions(Sessions held, Means means) {
    open = new ArrayList<>(held.open());
    this.means = means;
    lastEnd = held.lastEnd();
  }

  Sessions toSessions() {
    return new Sessions(open, Means.UNKNOWN, lastEnd);
  }

  Means means() {
    return means;
  }

  void begins(DataSession said, ReportingNode node, Evidence heard, Duration longest) {
    Session before = find(said.id());
    Instant since = before == null ? heard.time() : before.since();
    String id =
        before != null && before.id().length() > said.id().length() ? before.id() : said.id();
    if (before == null) {
      removeFirst(session -> session.state() == State.MOVING); // it goes on under another name
    } else {
      open.remove(before);
    }
    Instant expires = heard.time().plus(longest);
    open.add(new Session(id, State.ACTIVE, null, node, since, expires, heard));
    if (open.size() > MAX) {
      open.remove(0);
    }
    means = Means.OPEN;
  }

  /**
   * A session is over.
   *
   * @return false if nothing was known of it
   */
  boolean ends(String id, Instant time) {
    isOver(time);
    return remove(session -> isNamed(session, id), Means.CLOSED);
  }

  /**
   * Its SGSN lost it to another one: it goes on under another name, which may have been heard
   * already, or will be within the grace.
   */
  void moves(String id, Evidence heard, Duration grace) {
    Instant until = heard.time().plus(grace);
    Session moved = find(id);
    Instant earliest = heard.time().minus(grace);
    if (moved != null && open.stream().anyMatch(one -> hasTakenOver(one, moved, earliest))) {
      open.remove(moved);
      return;
    }
    open.replaceAll(
        session -> isNamed(session, id) ? session.as(State.MOVING, until, heard) : session);
  }

  private static boolean hasTakenOver(Session other, Session moved, Instant earliest) {
    return other.state() == State.ACTIVE
        && !other.since().isBefore(earliest)
        && other.since().isAfter(moved.since())
        && other.node() != null
        && moved.node() != null
        && !other.node().isSameAs(moved.node());
  }

  /**
   * Nobody tells of it any more (rule T9).
   *
   * @return false if nothing was known of it
   */
  boolean isLost(String id, Evidence heard) {
    boolean known = false;
    for (Session session : List.copyOf(open)) {
      if (isNamed(session, id)) {
        open.set(open.indexOf(session), session.as(State.LOST, session.expires(), heard));
        known = true;
      }
    }
    return known;
  }

  /** Whether it was heard after a moment that one is over: who had one then may have none. */
  boolean isOverSince(Instant time) {
    return lastEnd != null && lastEnd.isAfter(time);
  }

  /** The home register says that there is one: a lost one only if no other is known to go on. */
  void isEngaged(Evidence heard, Duration longest) {
    boolean isExplained =
        open.stream()
            .anyMatch(one -> one.state() == State.ACTIVE && !one.id().equals(TOLD_BY_REGISTER));
    if (isExplained) {
      open.removeIf(one -> one.state() == State.LOST && isOld(one, heard.time()));
    }
    open.replaceAll(
        session ->
            session.state() == State.LOST && isOld(session, heard.time())
                ? session.as(State.ACTIVE, session.expires(), heard)
                : session);
    Instant expires = heard.time().plus(longest);
    Session told = find(TOLD_BY_REGISTER);
    if (told != null) {
      open.set(open.indexOf(told), told.as(State.ACTIVE, expires, heard));
    } else if (open.isEmpty()) {
      open.add(
          new Session(TOLD_BY_REGISTER, State.ACTIVE, null, null, heard.time(), expires, heard));
    }
    means = Means.OPEN;
  }

  /** None of those that an SGSN told of before that moment goes on. */
  void noneSince(Instant time) {
    isOver(time);
    remove(session -> isTheSgsns(session) && isOld(session, time), Means.CLOSED);
  }

  /**
   * The SGSN's contexts end with the attachment (rule T6), those that the gateway reports do not.
   *
   * @param node the SGSN; null for whichever it was
   */
  void areCleared(@Nullable ReportingNode node, Instant time) {
    isOver(time);
    open.removeIf(
        session -> isTheSgsns(session) && isOld(session, time) && isOf(session.node(), node));
    means = open.isEmpty() ? Means.CLOSED : Means.OPEN;
  }

  /** The same when nobody knows whether there is an attachment. */
  void areUnknown() {
    open.removeIf(DataSessions::isTheSgsns);
    means = open.isEmpty() ? Means.UNKNOWN : Means.OPEN;
  }

  /** Nobody said what became of those that were lost up to a moment. */
  void giveUpLost(Instant time) {
    remove(session -> session.state() == State.LOST && isOld(session, time), Means.UNKNOWN);
  }

  /** One is too old to be believed. */
  void giveUp(Session session) {
    remove(session::equals, Means.UNKNOWN);
  }

  /** Drops the session that only the home register told of: it is known now which one that was. */
  void dropToldByRegister() {
    remove(session -> session.id().equals(TOLD_BY_REGISTER), Means.CLOSED);
  }

  /** Drops all that only go on because the home register told so when it was asked last. */
  void dropBelievedOfRegister() {
    remove(session -> session.evidence().source().equals(Source.PH), Means.CLOSED);
  }

  private boolean remove(Predicate<Session> which, Means without) {
    boolean removed = open.removeIf(which);
    if (removed && open.isEmpty()) {
      means = without;
    }
    return removed;
  }

  private void isOver(Instant time) {
    if (lastEnd == null || time.isAfter(lastEnd)) {
      lastEnd = time;
    }
  }

  private void removeFirst(Predicate<Session> which) {
    for (Session session : open) {
      if (which.test(session)) {
        open.remove(session);
        return;
      }
    }
  }

  private @Nullable Session find(String id) {
    for (Session session : open) {
      if (isNamed(session, id)) {
        return session;
      }
    }
    return null;
  }

  /** A relationship's name alone stands for each of its contexts, and for one without number. */
  private static boolean isNamed(Session session, String id) {
    String known = session.id();
    return known.equals(id) || isWithin(known, id) || isWithin(id, known);
  }

  private static boolean isWithin(String context, String relationship) {
    return context.length() > relationship.length()
        && !relationship.isEmpty()
        && context.startsWith(relationship)
        && context.charAt(relationship.length()) == '/';
  }

  private static boolean isTheSgsns(Session session) {
    Source source = session.evidence().source();
    return source.equals(Source.PG) || source.equals(Source.PH);
  }

  private static boolean isOf(@Nullable ReportingNode told, @Nullable ReportingNode node) {
    return told == null
        || node == null
        || told.isUnknown()
        || node.isUnknown()
        || told.isSameAs(node);
  }

  private static boolean isOld(Session session, Instant time) {
    return !session.evidence().time().isAfter(time);
  }
}
