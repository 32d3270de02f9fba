package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.ReportingNode;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/** What a report that is believed makes of a domain's facts. */
final class Effects {
  /** The network concluded the detach by its own timer. */
  static final String IMPLICIT = "implicit";

  private Attached attachment;
  private boolean reachable;
  private Means means;
  private @Nullable String reason;
  private @Nullable ReportingNode node;
  private @Nullable Roaming roaming;
  private @Nullable Location location;
  private @Nullable Instant locatedAt;
  private @Nullable Instant leavingUntil;
  private @Nullable Instant expires;

  private Effects(DomainFacts held) {
    attachment = held.attachment();
    reachable = held.reachable();
    means = held.means();
    reason = held.reason();
    node = held.node();
    roaming = held.roaming();
    location = held.location();
    locatedAt = held.locatedAt();
    leavingUntil = held.leavingUntil();
  }

  static DomainFacts of(
      PresenceReport report,
      DomainFacts held,
      HomeNetworks home,
      Duration leavingGrace,
      Duration lifetime) {
    Effects effects = new Effects(held);
    Instant time = report.evidence().time();
    effects.expires = time.plus(lifetime);
    Plmn plmn = null;
    for (Fact fact : report.facts()) {
      if (fact instanceof Attachment said && said.state() == Attachment.State.LEAVING) {
        if (held.leavingUntil() != null) {
          return held; // the grace runs, and what comes of it is owed to the event that began it
        }
        effects.leaves(time.plus(leavingGrace));
        return effects.facts(report); // nothing else of this report is true for sure
      } else if (fact instanceof Attachment said) {
        effects.attach(said, report.node());
      } else if (fact instanceof Reachability said) {
        effects.reachable = said.reachable();
      } else if (fact instanceof Location said) {
        effects.locate(said, time);
        plmn = said.plmn();
      }
    }
    effects.roam(home.roaming(plmn, report.node()));
    return effects.facts(report);
  }

  private DomainFacts facts(PresenceReport report) {
    return new DomainFacts(
        attachment,
        reachable,
        means,
        reason,
        node,
        roaming,
        location,
        locatedAt,
        leavingUntil,
        report.evidence(),
        expires,
        null);
  }

  private void roam(@Nullable Roaming where) {
    if (where != null) {
      roaming = where;
    }
  }

  private void leaves(Instant until) {
    if (attachment == Attached.YES) {
      leavingUntil = until;
    }
  }

  private void attach(Attachment said, ReportingNode by) {
    leavingUntil = null;
    reachable = true;
    if (!by.isUnknown() && !by.equals(node)) {
      node = by;
    }
    if (said.state() == Attachment.State.ATTACHED) {
      attachment = Attached.YES;
      if (said.domain() == Domain.CS) {
        means = Means.OPEN; // in the PS domain only a session opens the means
        reason = null;
      }
    } else {
      attachment = Attached.NO;
      means = Means.CLOSED;
      boolean implicit =
          said.domain() == Domain.CS && said.state() == Attachment.State.DETACHED_BY_NETWORK;
      reason = implicit ? IMPLICIT : null;
    }
  }

  private void locate(Location said, Instant time) {
    if (said.hasPlace()) {
      location = said;
      Integer age = said.ageMinutes();
      locatedAt = age == null || age == 0 ? time : time.minus(Duration.ofMinutes(age));
    }
  }
}
