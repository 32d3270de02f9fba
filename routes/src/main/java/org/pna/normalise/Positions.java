package org.pna.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Position;
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

  /** The evidence of the place that is held, or null. */
  static @Nullable Evidence newest(SimFacts sim) {
    PositionFacts held = sim.position();
    return held == null ? null : held.evidence();
  }

  /** Whether a later place is held, or this one is too old by itself. */
  static boolean isOlder(SimFacts sim, PresenceReport report, Terms terms) {
    PositionFacts held = sim.position();
    Instant heard = report.evidence().time();
    if (report.facts().get(0) instanceof Position said) {
      return (held != null && said.time().isBefore(held.position().time()))
          || !expires(said, terms).isAfter(heard);
    }
    return held != null && heard.isBefore(held.evidence().time());
  }

  /** Applies a report that is not older. */
  static SimFacts told(SimFacts sim, PresenceReport report, Terms terms) {
    return report.facts().get(0) instanceof Position said
        ? sim.at(new PositionFacts(said, expires(said, terms), report.evidence()))
        : sim.at(null);
  }

  private static Instant expires(Position said, Terms terms) {
    return said.time().plus(terms.lifetimes().position());
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
