package org.pna.publisher.store;

import static org.pna.publisher.store.EvidenceFormat.evidence;
import static org.pna.publisher.store.EvidenceFormat.node;
import static org.pna.publisher.store.EvidenceFormat.optional;
import static org.pna.publisher.store.RecordFormat.flag;

import java.util.List;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.EutranCell;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;
import org.pna.model.TrackingArea;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/** The facts' part of {@link RecordFormat}. Codes and bits are never given another meaning. */
final class FactsFormat {
  private static final int REACHABLE = 1;
  private static final int REASON = 2;
  private static final int NODE = 4;
  private static final int ROAMING = 8;
  private static final int LOCATION = 16;
  private static final int LOCATED_AT = 32;
  private static final int LEAVING_UNTIL = 64;
  private static final int EVIDENCE = 128;

  /** Above the codes of attachment and means, two bits each. */
  private static final int EXPIRES = 16;

  private static final int HELD = 32;
  private static final int SESSIONS = 64;
  private static final int UPKEEP = 128;

  private static final int AGE = 1;
  private static final int CELL = 2;
  private static final int AREA = 4;
  private static final int ROUTING_AREA = 8;
  private static final int TRACKING_AREA = 16;
  private static final int EUTRAN_CELL = 32;

  /** Above the one that says whether the SIM has a number. */
  private static final int ACCOUNTS = 2;

  private static final int NETWORKS = 4;
  private static final int POSITION = 8;

  private FactsFormat() {}

  static void write(ByteWriter out, SimFacts sim) {
    String msisdn = sim.msisdn();
    boolean accounts = !sim.accounts().equals(Accounts.NONE);
    boolean networks = !sim.networks().isEmpty();
    PositionFacts position = sim.position();
    out.octet(
        flag(1, msisdn)
            | (accounts ? ACCOUNTS : 0)
            | (networks ? NETWORKS : 0)
            | flag(POSITION, position));
    out.string(sim.imsi());
    optional(out, msisdn);
    out.string(sim.deviceId());
    domain(out, sim.cs());
    domain(out, sim.ps());
    if (accounts) {
      AccountsFormat.write(out, sim.accounts());
    }
    if (networks) {
      NetworksFormat.write(out, sim.networks());
    }
    if (position != null) {
      PositionFormat.write(out, position.position());
      out.instant(position.expires());
      evidence(out, position.evidence());
    }
  }

  /**
   * @param withEnded whether its accounts have those that are over between
   */
  static SimFacts sim(ByteReader in, boolean withEnded) {
    int flags = in.octet();
    return new SimFacts(
        in.string(),
        optional(in, flags & 1),
        in.string(),
        domain(in),
        domain(in),
        (flags & ACCOUNTS) == 0 ? Accounts.NONE : AccountsFormat.read(in, withEnded),
        (flags & NETWORKS) == 0 ? List.of() : NetworksFormat.read(in),
        (flags & POSITION) == 0 ? null : position(in));
  }

  private static PositionFacts position(ByteReader in) {
    return new PositionFacts(PositionFormat.read(in), in.instant(), evidence(in));
  }

  private static void domain(ByteWriter out, DomainFacts facts) {
    out.octet(
        (facts.reachable() ? REACHABLE : 0)
            | flag(REASON, facts.reason())
            | flag(NODE, facts.node())
            | flag(ROAMING, facts.roaming())
            | flag(LOCATION, facts.location())
            | flag(LOCATED_AT, facts.locatedAt())
            | flag(LEAVING_UNTIL, facts.leavingUntil())
            | flag(EVIDENCE, facts.evidence()));
    out.octet(
        code(facts.attachment())
            | code(facts.means()) << 2
            | flag(EXPIRES, facts.expires())
            | flag(HELD, facts.held())
            | (facts.sessions().equals(Sessions.NONE) ? 0 : SESSIONS)
            | (facts.upkeep().equals(Upkeep.NONE) ? 0 : UPKEEP));
    optional(out, facts.reason());
    if (facts.node() != null) {
      node(out, facts.node());
    }
    if (facts.roaming() != null) {
      out.octet(code(facts.roaming()));
    }
    if (facts.location() != null) {
      location(out, facts.location());
    }
    if (facts.locatedAt() != null) {
      out.instant(facts.locatedAt());
    }
    if (facts.leavingUntil() != null) {
      out.instant(facts.leavingUntil());
    }
    if (facts.evidence() != null) {
      evidence(out, facts.evidence());
    }
    if (facts.expires() != null) {
      out.instant(facts.expires());
    }
    if (!facts.sessions().equals(Sessions.NONE)) {
      SessionFormat.write(out, facts.sessions());
    }
    if (!facts.upkeep().equals(Upkeep.NONE)) {
      SessionFormat.write(out, facts.upkeep());
    }
    if (facts.held() != null) {
      out.instant(facts.held().until());
      domain(out, facts.held().then());
    }
  }

  private static DomainFacts domain(ByteReader in) {
    return domain(in, true);
  }

  /**
   * @param mayHold false for what waits already: nothing waits behind it
   */
  private static DomainFacts domain(ByteReader in, boolean mayHold) {
    int flags = in.octet();
    int more = in.octet();
    if ((more & HELD) != 0 && !mayHold) {
      throw in.damaged("something waits behind what waits");
    }
    return new DomainFacts(
        attached(in, more & 3),
        (flags & REACHABLE) != 0,
        means(in, more >> 2 & 3),
        optional(in, flags & REASON),
        (flags & NODE) == 0 ? null : node(in),
        (flags & ROAMING) == 0 ? null : roaming(in),
        (flags & LOCATION) == 0 ? null : location(in),
        (flags & LOCATED_AT) == 0 ? null : in.instant(),
        (flags & LEAVING_UNTIL) == 0 ? null : in.instant(),
        (flags & EVIDENCE) == 0 ? null : evidence(in),
        (more & EXPIRES) == 0 ? null : in.instant(),
        (more & SESSIONS) == 0 ? Sessions.NONE : SessionFormat.sessions(in),
        (more & UPKEEP) == 0 ? Upkeep.NONE : SessionFormat.upkeep(in),
        (more & HELD) == 0 ? null : new Held(in.instant(), domain(in, false)));
  }

  private static void location(ByteWriter out, Location location) {
    out.octet(
        flag(AGE, location.ageMinutes())
            | flag(CELL, location.cell())
            | flag(AREA, location.area())
            | flag(ROUTING_AREA, location.routingArea())
            | flag(TRACKING_AREA, location.trackingArea())
            | flag(EUTRAN_CELL, location.eutranCell()));
    out.octet(code(location.domain()));
    if (location.ageMinutes() != null) {
      out.signed(location.ageMinutes());
    }
    Cell cell = location.cell();
    if (cell != null) {
      area(out, cell.area());
      out.signed(cell.ci()).octet(cell.serviceArea() ? 1 : 0);
    }
    if (location.area() != null) {
      area(out, location.area());
    }
    RoutingArea routingArea = location.routingArea();
    if (routingArea != null) {
      area(out, routingArea.area());
      out.signed(routingArea.rac());
    }
    TrackingArea trackingArea = location.trackingArea();
    if (trackingArea != null) {
      plmn(out, trackingArea.plmn());
      out.signed(trackingArea.tac());
    }
    EutranCell eutranCell = location.eutranCell();
    if (eutranCell != null) {
      plmn(out, eutranCell.plmn());
      out.signed(eutranCell.eci());
    }
  }

  private static Location location(ByteReader in) {
    int flags = in.octet();
    return new Location(
        domainOf(in),
        (flags & AGE) == 0 ? null : Integer.valueOf(in.signedInt()),
        (flags & CELL) == 0 ? null : new Cell(area(in), in.signedInt(), in.octet() != 0),
        (flags & AREA) == 0 ? null : area(in),
        (flags & ROUTING_AREA) == 0 ? null : new RoutingArea(area(in), in.signedInt()),
        (flags & TRACKING_AREA) == 0 ? null : new TrackingArea(plmn(in), in.signedInt()),
        (flags & EUTRAN_CELL) == 0 ? null : new EutranCell(plmn(in), in.signedInt()));
  }

  private static void area(ByteWriter out, LocationArea area) {
    plmn(out, area.plmn());
    out.signed(area.lac());
  }

  private static LocationArea area(ByteReader in) {
    return new LocationArea(plmn(in), in.signedInt());
  }

  private static void plmn(ByteWriter out, Plmn plmn) {
    out.string(plmn.mcc()).string(plmn.mnc());
  }

  private static Plmn plmn(ByteReader in) {
    return new Plmn(in.string(), in.string());
  }

  static int code(Attached attached) {
    return switch (attached) {
      case UNKNOWN -> 0;
      case YES -> 1;
      case NO -> 2;
    };
  }

  static Attached attached(ByteReader in, int code) {
    return switch (code) {
      case 0 -> Attached.UNKNOWN;
      case 1 -> Attached.YES;
      case 2 -> Attached.NO;
      default -> throw in.damaged("no attachment");
    };
  }

  static int code(Means means) {
    return switch (means) {
      case UNKNOWN -> 0;
      case OPEN -> 1;
      case CLOSED -> 2;
    };
  }

  static Means means(ByteReader in, int code) {
    return switch (code) {
      case 0 -> Means.UNKNOWN;
      case 1 -> Means.OPEN;
      case 2 -> Means.CLOSED;
      default -> throw in.damaged("no status of a means");
    };
  }

  private static int code(Domain domain) {
    return switch (domain) {
      case CS -> 0;
      case PS -> 1;
    };
  }

  private static Domain domainOf(ByteReader in) {
    return switch (in.octet()) {
      case 0 -> Domain.CS;
      case 1 -> Domain.PS;
      default -> throw in.damaged("no domain");
    };
  }

  static int code(Roaming roaming) {
    return switch (roaming) {
      case HOME -> 0;
      case VISITED -> 1;
    };
  }

  static Roaming roaming(ByteReader in) {
    return switch (in.octet()) {
      case 0 -> Roaming.HOME;
      case 1 -> Roaming.VISITED;
      default -> throw in.damaged("no roaming status");
    };
  }
}
