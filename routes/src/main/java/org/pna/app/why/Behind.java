package org.pna.app.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.app.why.ExplainedElement.Waiting;
import org.pna.model.AccessType;
import org.pna.model.Domain;
import org.pna.model.Source;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.HeldStop;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.SimFacts;

/**
 * The facts behind an element.
 *
 * @param parts the domains of SIMs
 * @param accounts sessions of gateways
 * @param networks other than the two domains
 */
record Behind(
    Element element, List<Part> parts, List<Account> accounts, List<NetworkFacts> networks) {
  private static final String PS_DATA = "ps-data";
  private static final String WLAN_DATA = "wlan-data";
  private static final String IMS = "ims";

  /** One domain of one SIM. */
  record Part(SimFacts sim, Domain domain) {
    DomainFacts facts() {
      return sim.of(domain);
    }
  }

  static Behind of(Element element, List<SimFacts> sims) {
    List<Part> parts = new ArrayList<>();
    List<Account> accounts = new ArrayList<>();
    List<NetworkFacts> networks = new ArrayList<>();
    for (SimFacts sim : sims) {
      if (isOf(element, sim)) {
        sim.accounts().open().stream()
            .filter(account -> isBehind(element, account))
            .forEach(accounts::add);
        sim.networks().stream().filter(facts -> isBehind(element, facts)).forEach(networks::add);
      }
      for (Domain domain : Domain.values()) {
        if (isBehind(element, sim, domain)) {
          parts.add(new Part(sim, domain));
        }
      }
    }
    return new Behind(element, parts, accounts, networks);
  }

  private static boolean isOf(Element element, SimFacts sim) {
    if (element instanceof Tuple tuple) {
      return tuple.deviceIds().contains(sim.deviceId());
    }
    return element instanceof Device device && device.deviceId().equals(sim.deviceId());
  }

  /** A device has no session of PS behind it: that one's attachment is a fact of its domain. */
  private static boolean isBehind(Element element, Account account) {
    if (element instanceof Device) {
      return account.access() != null && account.access() != AccessType.PS;
    }
    return account.data() && element.id().equals(account.isWlan() ? WLAN_DATA : PS_DATA);
  }

  private static boolean isBehind(Element element, NetworkFacts facts) {
    return element instanceof Device
        || element.id().equals(facts.kind() == NetworkFacts.Kind.IMS ? IMS : PS_DATA);
  }

  private static boolean isBehind(Element element, SimFacts sim, Domain domain) {
    if (element instanceof Tuple tuple) {
      return isOf(tuple, sim) && domain == Words.domain(tuple);
    }
    return element instanceof Device
        ? isOf(element, sim)
        : domain == Domain.CS; // a person is known by his calls
  }

  /** Whether a step was about any of them. */
  boolean isAbout(JournalEntry entry) {
    if (entry.domain() == null) {
      return isAboutNoDomain(entry);
    }
    for (Part part : parts) {
      boolean sameSim = entry.imsi().isEmpty() || entry.imsi().equals(part.sim().imsi());
      if (sameSim && entry.domain() == part.domain()) {
        return true;
      }
    }
    return false;
  }

  /** What concerns no domain is told of a network, or of a gateway's session. */
  private boolean isAboutNoDomain(JournalEntry entry) {
    boolean bySh = entry.evidence().source().equals(Source.PH);
    return bySh
        ? !networks.isEmpty()
        : element instanceof Device
            || element.id().equals(PS_DATA)
            || element.id().equals(WLAN_DATA);
  }

  /** When the last of them is too old to be believed; null for never. */
  @Nullable Instant stale() {
    Instant latest = null;
    if (element instanceof Person) {
      for (Session session : sessions()) {
        latest = later(latest, session.expires());
      }
      return latest;
    }
    for (Part part : parts) {
      DomainFacts facts = part.facts();
      if (!saysSomething(facts)) {
        continue;
      }
      Instant expires = facts.expires();
      if (expires == null) {
        return null;
      }
      latest = later(latest, expires);
    }
    for (Account account : accounts) {
      latest = later(latest, account.expires());
    }
    for (NetworkFacts facts : networks) {
      boolean open = element.id().equals(PS_DATA) && facts.meansUntil() != null;
      latest = later(latest, open ? facts.meansUntil() : facts.expires());
    }
    return latest;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /** The calls or data sessions behind it; behind a device there are none. */
  List<Session> sessions() {
    List<Session> sessions = new ArrayList<>();
    if (!(element instanceof Device)) {
      parts.forEach(part -> sessions.addAll(part.facts().sessions().open()));
    }
    return sessions;
  }

  /** Since when any of them may be wrong; null when nothing speaks against them. */
  @Nullable Instant doubtful() {
    Instant first = null;
    for (Part part : parts) {
      first = earlier(first, part.facts().upkeep().staleSince());
    }
    for (NetworkFacts facts : networks) {
      first = earlier(first, facts.staleSince());
    }
    return first;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Whether any of them is only known by asking: its node does not report to us. */
  boolean polled() {
    return parts.stream().anyMatch(part -> part.facts().upkeep().polled());
  }

  private static boolean saysSomething(DomainFacts facts) {
    return facts.attachment() != Attached.UNKNOWN
        || facts.means() != Means.UNKNOWN
        || !facts.reachable()
        || facts.location() != null;
  }

  /** What waits to change them. */
  List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    for (Account account : accounts) {
      HeldStop stop = account.stop();
      if (stop != null) {
        waiting.add(new Waiting(Waiting.Kind.HELD, "", null, stop.until(), stop.evidence()));
      }
    }
    for (Part part : parts) {
      String imsi = part.sim().imsi();
      DomainFacts facts = part.facts();
      Held held = facts.held();
      if (held != null) {
        waiting.add(
            new Waiting(
                Waiting.Kind.HELD, imsi, part.domain(), held.until(), held.then().evidence()));
      }
      Instant leaving = facts.leavingUntil();
      if (leaving != null) {
        waiting.add(
            new Waiting(Waiting.Kind.LEAVING, imsi, part.domain(), leaving, facts.evidence()));
      }
      Question question = facts.upkeep().question();
      if (question != null) {
        Instant ask = question.ask();
        waiting.add(
            new Waiting(
                ask == null ? Waiting.Kind.ASKED : Waiting.Kind.ASK,
                imsi,
                part.domain(),
                ask == null ? question.until() : ask,
                question.evidence()));
      }
    }
    return waiting;
  }
}
