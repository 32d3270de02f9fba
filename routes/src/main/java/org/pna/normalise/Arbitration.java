package org.pna.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccountedSession;
import org.pna.model.Attachment;
import org.pna.model.Call;
import org.pna.model.DataSession;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PacketAccess;
import org.pna.model.Position;
import org.pna.model.PositionWithheld;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.Registration;
import org.pna.model.Reporting;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.Question;

/**
 * Who is believed when reports disagree. {@link #RULES} is the whole of it, asked from top to
 * bottom of what a report is about; the first objection stands. Facts are judged per presentity,
 * IMSI and domain, session, network or place. What a report that is believed does to the rest is
 * the matter of {@link Effects} and {@link Accounting}. {@code docs/rules.md} has all of it, with
 * examples.
 */
final class Arbitration {
  /** A report from a node that does not serve the subscriber, or is not to be trusted. */
  static final String NOT_SERVING = "not-serving";

  /** A report that happened before what is already held. */
  static final String OLDER = "older";

  /**
   * One reason to leave things as they are.
   *
   * @param name under which the journal cites it
   * @param about which reports it judges
   * @param says what is true instead
   * @param ignoredAs how those that it objects to are counted
   */
  record Rule(String name, Topic about, String says, String ignoredAs, Objection objection) {}

  /** Whether a rule objects to a report, in view of what is held. */
  interface Objection {
    boolean raised(Claim claim);
  }

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "S7",
              Topic.DOMAIN,
              "only the serving node and nodes on the allow-list change anything",
              NOT_SERVING,
              claim ->
                  isOfTheDomain(claim.report())
                      && isOfSs7(claim.report())
                      && !claim.trusted().trusts(claim.report().node(), claim.held().node())),
          new Rule(
              Rules.NEWEST,
              Topic.DOMAIN,
              "of two reports of a domain the one heard later is true",
              OLDER,
              claim ->
                  isOfTheDomain(claim.report())
                      && isOlder(claim.report().evidence(), newest(claim.held()))),
          new Rule(
              Rules.NEGATIVE,
              Topic.DOMAIN,
              "a negative counts only from the serving node",
              NOT_SERVING,
              claim ->
                  isOfTheDomain(claim.report())
                      && isNegative(claim.report())
                      && !isOfRegister(claim.report())
                      && isAnotherNode(claim.report().node(), claim.held().node())),
          new Rule(
              Rules.LATE,
              Topic.SESSION,
              "of a gateway's session what happened last is true, not what came last",
              OLDER,
              claim ->
                  Accounting.isLate(
                      claim.sim(), claim.session(), claim.report().evidence().time())),
          new Rule(
              Rules.NETWORK,
              Topic.NETWORK,
              "of a network the newest word is true, an answer being as old as its question",
              OLDER,
              claim -> Networks.isOlder(claim.sim(), claim.report())),
          new Rule(
              Rules.POSITION,
              Topic.POSITION,
              "of two places the one at which he was later is true",
              OLDER,
              claim -> Positions.isOlder(claim.sim(), claim.report(), claim.terms())));

  private Arbitration() {}

  /** The first rule that objects, or null. Nothing objects to what is told of a call. */
  static @Nullable Rule objectionTo(Claim claim) {
    for (Rule rule : RULES) {
      if (rule.about() == claim.topic() && rule.objection().raised(claim)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * What is left of a report that is older than what is held of its domain: it still tells of calls
   * and sessions.
   *
   * @return null when nothing is left
   */
  static @Nullable PresenceReport aboutSessions(PresenceReport report) {
    List<Fact> facts =
        report.facts().stream()
            .filter(fact -> fact instanceof Engagement || fact instanceof DataSession)
            .toList();
    return facts.isEmpty()
        ? null
        : new PresenceReport(
            report.evidence(), report.subscriber(), report.node(), facts, report.urgency());
  }

  /** Whether a report tells of attachment, reachability or place, and not for a call's sake. */
  private static boolean isOfTheDomain(PresenceReport report) {
    boolean domain = false;
    for (Fact fact : report.facts()) {
      if (fact instanceof Call) {
        return false;
      }
      domain |=
          fact instanceof Attachment || fact instanceof Reachability || fact instanceof Location;
    }
    return domain;
  }

  /** The domain that a report is about; null for one that only is to be journaled. */
  static @Nullable Domain domainOf(PresenceReport report) {
    return report.facts().isEmpty() ? null : domainOf(report.facts().get(0));
  }

  private static @Nullable Domain domainOf(Fact fact) {
    if (fact instanceof Attachment said) {
      return said.domain();
    } else if (fact instanceof Reachability said) {
      return said.domain();
    } else if (fact instanceof Location said) {
      return said.domain();
    } else if (fact instanceof Engagement said) {
      return said.domain();
    } else if (fact instanceof Doubt said) {
      return said.domain();
    } else if (fact instanceof Unanswered said) {
      return said.domain();
    } else if (fact instanceof Reporting said) {
      return said.domain();
    } else if (fact instanceof Call) {
      return Domain.CS;
    } else if (fact instanceof DataSession) {
      return Domain.PS;
    } else if (fact instanceof AccountedSession
        || fact instanceof Registration
        || fact instanceof PacketAccess
        || fact instanceof Position
        || fact instanceof PositionWithheld) {
      return null; // a gateway's session, other networks and where he is are of neither domain
    }
    throw new IllegalArgumentException("a fact of no domain: " + fact.getClass());
  }

  /** The home register answers for the node that it knows to serve. */
  private static boolean isOfRegister(PresenceReport report) {
    return report.evidence().source().equals(Source.PH);
  }

  /** Who else speaks is known by its address or its secret. */
  private static boolean isOfSs7(PresenceReport report) {
    Source source = report.evidence().source();
    return source.equals(Source.PC) || source.equals(Source.PG);
  }

  /** Whether a report tells a place and no more, as somebody who does not serve him knows it. */
  static boolean isPlaceOnly(PresenceReport report) {
    return report.node().isUnknown()
        && report.facts().stream().allMatch(fact -> fact instanceof Location);
  }

  private static boolean isOlder(Evidence report, @Nullable Evidence held) {
    return held != null && report.time().isBefore(held.time());
  }

  /** Whether what was missed of the domain before no longer matters (rule T1). */
  static boolean settles(PresenceReport report, DomainFacts now) {
    Fact first = report.facts().get(0);
    if (isOfRegister(report) && first instanceof Location) {
      return false; // where he is says nothing of what he does
    }
    return first instanceof Engagement
        || (isOfTheDomain(report) && (isOfRegister(report) || now.sessions().open().isEmpty()));
  }

  /** The rule by which a report that nothing objects to is believed. */
  static String grounds(PresenceReport report, DomainFacts held, DomainFacts now) {
    Question question = now.upkeep().question();
    if (question != null
        && question.why() == Question.Why.CONFIRM
        && !question.equals(held.upkeep().question())) {
      return Rules.RESTART;
    }
    return grounds(report);
  }

  private static String grounds(PresenceReport report) {
    for (Fact fact : report.facts()) {
      if (fact instanceof Call said) {
        return switch (said.state()) {
          case SETUP, ACTIVE, ENDED -> Rules.CALL;
          case TURNED_AWAY -> Rules.FORWARDED;
          case LOST -> Rules.LOST;
        };
      } else if (fact instanceof DataSession said) {
        return said.state() == DataSession.State.LOST ? Rules.LOST : Rules.SESSION;
      } else if (fact instanceof Reporting) {
        return Rules.REPORTING;
      } else if (fact instanceof Unanswered) {
        return Rules.UNANSWERED;
      }
    }
    if (isOfRegister(report)) {
      return Rules.ANSWER;
    }
    return isNegative(report) ? Rules.NEGATIVE : Rules.NEWEST;
  }

  /** The evidence of the newest report of a domain, also if it waits (rule T15). */
  static @Nullable Evidence newest(DomainFacts facts) {
    Held waiting = facts.held();
    return waiting == null ? facts.evidence() : waiting.then().evidence();
  }

  private static boolean isNegative(PresenceReport report) {
    for (Fact fact : report.facts()) {
      if (fact instanceof Attachment attachment
          && attachment.state() != Attachment.State.ATTACHED) {
        return true;
      }
      if (fact instanceof Reachability reachability && !reachability.reachable()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAnotherNode(ReportingNode node, @Nullable ReportingNode serving) {
    return serving != null && !node.isUnknown() && !serving.isSameAs(node);
  }
}
