package org.pna.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Held;

/**
 * Who is believed when reports disagree. {@link #RULES} is the whole of it, asked from top to
 * bottom; the first objection stands. Facts are judged per presentity, IMSI and domain.
 */
final class Arbitration {
  /** A report from a node that does not serve the subscriber, or is not to be trusted. */
  static final String NOT_SERVING = "not-serving";

  /** A report that happened before what is already held. */
  static final String OLDER = "older";

  /** One reason to leave things as they are. */
  record Rule(String name, String says, String ignoredAs, Objection objection) {}

  /** Whether a rule objects to a report. */
  interface Objection {
    boolean raised(PresenceReport report, DomainFacts held, TrustedNodes trusted);
  }

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "S7",
              "only the serving node and nodes on the allow-list change anything",
              NOT_SERVING,
              (report, held, trusted) -> !trusted.trusts(report.node(), held.node())),
          new Rule(
              Rules.NEWEST,
              "of two reports of a domain the one heard later is true",
              OLDER,
              (report, held, trusted) -> isOlder(report.evidence(), newest(held))),
          new Rule(
              Rules.NEGATIVE,
              "a negative counts only from the serving node",
              NOT_SERVING,
              (report, held, trusted) ->
                  isNegative(report) && isAnotherNode(report.node(), held.node())));

  private Arbitration() {}

  /** The first rule that objects, or null. */
  static @Nullable Rule objectionTo(PresenceReport report, DomainFacts held, TrustedNodes trusted) {
    for (Rule rule : RULES) {
      if (rule.objection().raised(report, held, trusted)) {
        return rule;
      }
    }
    return null;
  }

  /** The domain that a report is about: that of its attachment, else of its location. */
  static Domain domainOf(PresenceReport report) {
    for (Fact fact : report.facts()) {
      if (fact instanceof Attachment attachment) {
        return attachment.domain();
      }
      if (fact instanceof Location location) {
        return location.domain();
      }
    }
    throw new IllegalArgumentException("a report of neither attachment nor location");
  }

  private static boolean isOlder(Evidence report, @Nullable Evidence held) {
    return held != null && report.time().isBefore(held.time());
  }

  /** The rule by which a report that nothing objects to is believed. */
  static String grounds(PresenceReport report) {
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
