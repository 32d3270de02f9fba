package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.GeodeticLocation;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.NetworkFacts.Kind;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.SimFacts;

/**
 * Says facts in PIDF terms. Each IMSI is a device; a tuple is open while any IMSI makes it so (rule
 * T5).
 */
final class ElementComposer {
  /** Our own; a person that others publish has another id. */
  private static final String PERSON = "pna-person";

  private static final int UUID_PREFIX = "urn:uuid:".length();

  private final NetworkNames names;

  ElementComposer(NetworkNames names) {
    this.names = names;
  }

  List<Element> compose(List<SimFacts> sims, Instant time) {
    List<Element> elements = new ArrayList<>(2 + sims.size());
    addTuple(elements, "cs-voice", Domain.CS, sims, time);
    addTuple(elements, "ps-data", Domain.PS, sims, time);
    addWlan(elements, sims, time);
    Tuple ims = ImsTuple.of(sims, time);
    if (ims != null) {
      elements.add(ims);
    }
    if (participation(sims, Means.OPEN) != null) {
      elements.add(new Person(PERSON, List.of("on-the-phone"), time));
    }
    for (SimFacts sim : sims) {
      addDevice(elements, sim, time);
    }
    return elements;
  }

  private static void addTuple(
      List<Element> elements, String id, Domain domain, List<SimFacts> sims, Instant time) {
    boolean open = false;
    String reason = null;
    String contact = null;
    List<String> devices = new ArrayList<>(sims.size());
    for (SimFacts sim : sims) {
      DomainFacts facts = sim.of(domain);
      Means means = domain == Domain.CS ? effective(facts) : data(sim);
      if (means == Means.UNKNOWN) {
        continue;
      }
      devices.add(sim.deviceId());
      boolean opens = means == Means.OPEN;
      if (domain == Domain.CS && sim.msisdn() != null && (contact == null || (opens && !open))) {
        contact = "tel:+" + sim.msisdn();
      }
      if (reason == null) {
        reason = facts.reason();
      }
      open |= opens;
    }
    if (!devices.isEmpty()) {
      Basic basic = open ? Basic.OPEN : Basic.CLOSED;
      boolean restricted = AttachmentEffects.RESTRICTED.equals(reason);
      elements.add(
          new Tuple(
              id,
              basic,
              domain == Domain.CS ? participation(sims) : null,
              open && !restricted ? null : reason,
              devices,
              contact,
              time));
    }
  }

  private static void addWlan(List<Element> elements, List<SimFacts> sims, Instant time) {
    boolean open = false;
    List<String> devices = new ArrayList<>(sims.size());
    for (SimFacts sim : sims) {
      if (sim.accounts().wlanData() != Means.UNKNOWN) {
        devices.add(sim.deviceId());
        open |= sim.accounts().wlanData() == Means.OPEN;
      }
    }
    if (!devices.isEmpty()) {
      Basic basic = open ? Basic.OPEN : Basic.CLOSED;
      elements.add(new Tuple("wlan-data", basic, null, null, devices, null, time));
    }
  }

  /**
   * A gateway's session makes a SIM reachable for data like a PDP context of its SGSN, but only
   * while the network can page it.
   */
  private static Means data(SimFacts sim) {
    Means own = effective(sim.ps());
    Means accounted = sim.accounts().data();
    boolean goesOn =
        sim.accounts().open().stream()
            .filter(account -> account.data() && !account.isWlan())
            .anyMatch(account -> DeviceNetworks.isReachable(sim, account));
    Means others = packets(sim);
    if (own == Means.OPEN || goesOn || others == Means.OPEN) {
      return Means.OPEN;
    }
    boolean unknown = own == Means.UNKNOWN && accounted == Means.UNKNOWN;
    return unknown && others == Means.UNKNOWN ? Means.UNKNOWN : Means.CLOSED;
  }

  /** What the home register says of sessions in EPS and 5GS. */
  private static Means packets(SimFacts sim) {
    Means all = Means.UNKNOWN;
    for (NetworkFacts facts : sim.networks()) {
      if (facts.kind() != Kind.IMS && all != Means.OPEN) {
        Means one = facts.reachable() ? facts.means() : Means.CLOSED;
        all = one == Means.UNKNOWN ? all : one;
      }
    }
    return all;
  }

  private static @Nullable Participation participation(List<SimFacts> sims) {
    SimFacts taking = participation(sims, Means.OPEN);
    if (taking != null) {
      Session call = taking.cs().sessions().going();
      return new Participation(Basic.OPEN, call == null ? null : call.bearer());
    }
    return participation(sims, Means.CLOSED) == null ? null : Participation.NONE;
  }

  /** The first SIM that takes part in a call, or in none. */
  private static @Nullable SimFacts participation(List<SimFacts> sims, Means means) {
    for (SimFacts sim : sims) {
      if (sim.cs().sessions().participation() == means) {
        return sim;
      }
    }
    return null;
  }

  /** A device that cannot be paged is offline, whatever sessions it holds. */
  private static Means effective(DomainFacts facts) {
    return facts.reachable() ? facts.means() : Means.CLOSED;
  }

  private void addDevice(List<Element> elements, SimFacts sim, Instant time) {
    List<Network> networks = DeviceNetworks.of(sim, names);
    CellLocation location = newest(cell(sim.cs()), cell(sim.ps()));
    GeodeticLocation position = Positions.shown(sim);
    if (!networks.isEmpty() || location != null || position != null) {
      String id = "d" + sim.deviceId().substring(UUID_PREFIX, UUID_PREFIX + 8);
      elements.add(new Device(id, sim.deviceId(), networks, location, position, time));
    }
  }

  private static @Nullable CellLocation cell(DomainFacts facts) {
    Location location = facts.location();
    Instant at = facts.locatedAt();
    if (location == null || at == null) {
      return null;
    }
    Cell cell = location.cell();
    return new CellLocation(
        cell == null || cell.serviceArea() ? null : cell.toString(),
        cell == null || !cell.serviceArea() ? null : cell.toString(),
        location.area() == null ? null : location.area().toString(),
        location.routingArea() == null ? null : location.routingArea().toString(),
        location.trackingArea() == null ? null : location.trackingArea().toString(),
        location.eutranCell() == null ? null : location.eutranCell().toString(),
        at);
  }

  private static @Nullable CellLocation newest(
      @Nullable CellLocation cs, @Nullable CellLocation ps) {
    if (cs == null || ps == null) {
      return cs == null ? ps : cs;
    }
    return ps.time().isBefore(cs.time()) ? cs : ps;
  }
}
