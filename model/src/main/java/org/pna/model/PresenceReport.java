package org.pna.model;

import java.util.List;

/**
 * What one message says of one subscriber.
 *
 * @param evidence source, operation, time and place
 * @param subscriber the names the message gives, at least one
 * @param node who reported
 * @param facts what is said; none for a message that is only to be journaled
 * @param urgency what is lost if it is not taken
 */
public record PresenceReport(
    Evidence evidence,
    List<SubscriberId> subscriber,
    ReportingNode node,
    List<Fact> facts,
    Urgency urgency) {
  public PresenceReport {
    subscriber = List.copyOf(subscriber);
    facts = List.copyOf(facts);
  }
}
