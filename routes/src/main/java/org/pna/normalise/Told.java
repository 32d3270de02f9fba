package org.pna.normalise;

import java.time.Instant;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;

/**
 * A report that is believed, and what the rules need to know of it.
 *
 * @param report what was heard
 * @param late whether something newer of the domain is held: then it only tells of its call or
 *     session
 * @param terms of the site
 */
record Told(PresenceReport report, boolean late, Terms terms) {
  Evidence evidence() {
    return report.evidence();
  }

  Instant time() {
    return report.evidence().time();
  }

  ReportingNode node() {
    return report.node();
  }

  /** Whether the home register says so, and not a node of its own accord. */
  boolean isOfRegister() {
    return report.evidence().source().equals(Source.PH);
  }
}
