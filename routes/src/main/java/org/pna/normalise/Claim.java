package org.pna.normalise;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccountedSession;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.SimFacts;

/**
 * A report beside what is held of its SIM.
 *
 * @param topic of the report
 * @param report what was heard
 * @param sim what is held
 * @param trusted rule S7
 * @param terms how long things are believed
 */
record Claim(Topic topic, PresenceReport report, SimFacts sim, TrustedNodes trusted, Terms terms) {

  /** The domain that it is about; there is one where that is the topic. */
  Domain domain() {
    return Objects.requireNonNull(Arbitration.domainOf(report), "the topic has a domain");
  }

  /** What is held of that domain. */
  DomainFacts held() {
    return sim.of(domain());
  }

  /** The gateway's session of which it tells; there is one where that is the topic. */
  AccountedSession session() {
    return Objects.requireNonNull(Accounting.session(report), "the topic is a session");
  }

  /** The evidence of what is held of the same, or null. */
  @Nullable Evidence against() {
    return switch (topic) {
      case DOMAIN -> Arbitration.newest(held());
      case SESSION -> null;
      case NETWORK -> Networks.newest(sim, report);
      case POSITION -> Positions.newest(sim);
    };
  }
}
