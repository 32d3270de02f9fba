package org.pna.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Position;
import org.pna.model.PositionWithheld;
import org.pna.model.PresenceReport;
import org.pna.publisher.pidf.GeodeticLocation;
import org.pna.publisher.store.PositionFacts;
import org.pna.publisher.store.SimFacts;

/**
 * Where a SIM is by coordinates (rules I3 and T7): of two places the one at which he was later, and
 * none that is too old.
 */
final class Positions {
  private Positions() {}

  /** Whether a report is about a place by coordinates. */
  static boolean areToldOf(PresenceReport report) {
    Fact first = report.facts().isEmpty() ? null : report.facts().get(0);
    return first instanceof Position || first instanceof PositionWithheld;
  }

  /** The evidence of the place that is held, or null. */
  static @Nullable Evidence newest(SimFacts sim) {
    PositionFacts held = sim.position();
    return held == null ? null : held.evidence();
  }

  /**
   * Applies a report.
   *
   * @return null if a later place is held, or this one is too old
   */
  static @Nullable SimFacts told(SimFacts sim, PresenceReport report, Terms terms) {
    PositionFacts held = sim.position();
    Evidence evidence = report.evidence();
    if (!(report.facts().get(0) instanceof Position said)) {
      boolean older = held != null && evidence.time().isBefore(held.evidence().time());
      return older ? null : sim.at(null);
    }
    Instant expires = said.time().plus(terms.lifetimes().position());
    boolean older = held != null && said.time().isBefore(held.position().time());
    return older || !expires.isAfter(evidence.time())
        ? null
        : sim.at(new PositionFacts(said, expires, evidence));
  }

  /** What has come for a SIM, or null: a place that is too old is removed. */
  static Accounting.@Nullable Change due(SimFacts sim, Instant now) {
    PositionFacts held = sim.position();
    return held == null || held.expires().isAfter(now)
        ? null
        : new Accounting.Change(sim.at(null), Rules.LIFETIME, held.evidence(), false);
  }

  /** The place as a device shows it, or null. */
  static @Nullable GeodeticLocation shown(SimFacts sim) {
    PositionFacts held = sim.position();
    return held == null ? null : new GeodeticLocation(held.position(), held.expires());
  }
}
