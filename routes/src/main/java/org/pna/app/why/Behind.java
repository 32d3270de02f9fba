package org.pna.app.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.app.why.ExplainedElement.Waiting;
import org.pna.model.Domain;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.Session;
import org.pna.publisher.store.SimFacts;

/** The facts behind an element: which SIMs' and which domains'. */
record Behind(Element element, List<Part> parts) {
  /** One domain of one SIM. */
  record Part(SimFacts sim, Domain domain) {
    DomainFacts facts() {
      return sim.of(domain);
    }
  }

  static Behind of(Element element, List<SimFacts> sims) {
    List<Part> parts = new ArrayList<>();
    for (SimFacts sim : sims) {
      for (Domain domain : Domain.values()) {
        if (isBehind(element, sim, domain)) {
          parts.add(new Part(sim, domain));
        }
      }
    }
    return new Behind(element, parts);
  }

  private static boolean isBehind(Element element, SimFacts sim, Domain domain) {
    if (element instanceof Tuple tuple) {
      return tuple.deviceIds().contains(sim.deviceId())
          && switch (tuple.id()) {
            case "cs-voice" -> domain == Domain.CS;
            case "ps-data" -> domain == Domain.PS;
            default -> true;
          };
    }
    return element instanceof Device device
        ? device.deviceId().equals(sim.deviceId())
        : domain == Domain.CS; // a person is known by his calls
  }

  /** Whether a step was about any of them. */
  boolean isAbout(JournalEntry entry) {
    for (Part part : parts) {
      boolean sameSim = entry.imsi().isEmpty() || entry.imsi().equals(part.sim().imsi());
      if (sameSim && (entry.domain() == null || entry.domain() == part.domain())) {
        return true;
      }
    }
    return false;
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
    return latest;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
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
      Instant since = part.facts().upkeep().staleSince();
      if (since != null && (first == null || since.isBefore(first))) {
        first = since;
      }
    }
    return first;
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
