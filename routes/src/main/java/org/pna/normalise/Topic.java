package org.pna.normalise;

import org.jspecify.annotations.Nullable;
import org.pna.model.AccountedSession;
import org.pna.model.Fact;
import org.pna.model.PacketAccess;
import org.pna.model.Position;
import org.pna.model.PositionWithheld;
import org.pna.model.PresenceReport;
import org.pna.model.Registration;

/** What a report is about: its first fact says. Reports of different topics never contend. */
enum Topic {
  /** The circuit-switched or the packet-switched domain, with its calls and sessions. */
  DOMAIN,
  /** A session that a gateway accounts for. */
  SESSION,
  /** IMS, EPS or 5GS. */
  NETWORK,
  /** Where somebody is by coordinates. */
  POSITION;

  /** Null for a report that only is to be journaled. */
  static @Nullable Topic of(PresenceReport report) {
    if (report.facts().isEmpty()) {
      return null;
    }
    Fact first = report.facts().get(0);
    if (first instanceof AccountedSession) {
      return SESSION;
    }
    if (first instanceof Registration || first instanceof PacketAccess) {
      return NETWORK;
    }
    return first instanceof Position || first instanceof PositionWithheld ? POSITION : DOMAIN;
  }
}
