package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccountedSession;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.PresenceReport;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Question;
import org.pna.publisher.store.SimFacts;

/**
 * Makes one truth of many reports. Pure: the same record and report give the same outcome, on any
 * thread, at any time.
 */
public final class Normaliser {
  /** SIMs of one presentity; beyond it the one that was first heard of goes. */
  static final int MAX_SIMS = 100;

  private final ElementComposer composer;
  private final TrustedNodes trusted;
  private final Terms terms;
  private final DeviceIds deviceIds;

  /**
   * @param names how the networks are called in documents
   * @param home rule T11
   * @param trusted rule S7
   * @param lifetimes how long things are believed
   * @param deviceIds names for devices that tell no IMSI
   * @param asks whether the home register can be asked (reference point Ph); without, what depends
   *     on an answer goes on at once as if none had come
   */
  public Normaliser(
      NetworkNames names,
      HomeNetworks home,
      TrustedNodes trusted,
      Lifetimes lifetimes,
      DeviceIds deviceIds,
      boolean asks) {
    this.composer = new ElementComposer(names);
    this.trusted = trusted;
    this.terms = new Terms(home, lifetimes, asks);
    this.deviceIds = deviceIds;
  }

  /** A normaliser on a site without Ph. */
  public Normaliser(
      NetworkNames names,
      HomeNetworks home,
      TrustedNodes trusted,
      Lifetimes lifetimes,
      DeviceIds deviceIds) {
    this(names, home, trusted, lifetimes, deviceIds, false);
  }

  /**
   * Applies one report.
   *
   * @param before what is held of the presentity
   * @param imsi the SIM that the report is about; empty when only its number is told
   * @param report what was heard
   */
  public Outcome apply(PresentityRecord before, String imsi, PresenceReport report) {
    SimFacts sim = Sims.of(before.sims(), imsi, report, deviceIds);
    AccountedSession session = Accounting.session(report);
    if (session != null) {
      return accounted(before, sim, session, report);
    }
    if (Networks.areToldOf(report)) {
      return networked(before, sim, imsi, report);
    }
    if (Positions.areToldOf(report)) {
      return located(before, sim, report);
    }
    Domain domain = Arbitration.domainOf(report);
    if (domain == null) {
      return outcome(before, before.sims(), sim.imsi(), null, Rules.NOTHING, report.evidence());
    }
    DomainFacts held = sim.of(domain);
    Arbitration.Rule objection = Arbitration.objectionTo(report, held, trusted);
    if (objection == null) {
      return believed(before, sim, domain, report);
    }
    PresenceReport rest =
        objection.name().equals(Rules.NEWEST) ? Arbitration.aboutSessions(report) : null;
    if (rest != null) {
      return believed(before, sim, domain, rest);
    }
    Outcome ignored =
        ignored(
            before,
            sim,
            domain,
            objection.name(),
            objection.ignoredAs(),
            report,
            Arbitration.newest(held));
    boolean isMissing = terms.asks() && objection.name().equals(Rules.NEGATIVE) && held.isThere();
    if (!isMissing) {
      return ignored;
    }
    Question doubt = Questions.doubt(report.evidence()); // he may have moved there unheard
    return ignored.asking(List.of(Query.of(sim, domain, doubt)));
  }

  private static Outcome ignored(
      PresentityRecord before,
      SimFacts sim,
      @Nullable Domain domain,
      String rule,
      String ignoredAs,
      PresenceReport report,
      @Nullable Evidence against) {
    return new Outcome(
        before.sims(),
        null,
        sim.imsi(),
        domain,
        rule,
        report.evidence(),
        ignoredAs,
        against,
        false,
        before.wakeAt(),
        false,
        List.of());
  }

  private Outcome accounted(
      PresentityRecord before, SimFacts sim, AccountedSession session, PresenceReport report) {
    SimFacts told = Accounting.told(sim, session, report, terms);
    if (told == null) {
      return ignored(before, sim, null, Rules.LATE, Arbitration.OLDER, report, null);
    }
    if (terms.asks()) {
      told = Crossing.ofSession(sim, told, session, report.evidence());
    }
    boolean negative = Accounting.isNegative(sim, told);
    Instant waits = negative ? Accounting.heldUntil(sim, session) : null;
    if (waits != null) {
      return held(before, sim, session, report, waits);
    }
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(told, report));
    return new Outcome(
        sims,
        composer.compose(sims, report.evidence().time()),
        sim.imsi(),
        null,
        Rules.GATEWAY,
        report.evidence(),
        null,
        null,
        negative,
        Moments.wakeAt(before.wakeAt(), sims, report.evidence().time()),
        false,
        List.of());
  }

  private Outcome held(
      PresentityRecord before,
      SimFacts sim,
      AccountedSession session,
      PresenceReport report,
      Instant until) {
    SimFacts waits = Accounting.held(sim, session, report.evidence(), until);
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(waits, report));
    return outcome(before, sims, sim.imsi(), null, Rules.MASS, report.evidence());
  }

  private Outcome networked(
      PresentityRecord before, SimFacts sim, String imsi, PresenceReport report) {
    Evidence held = Networks.newest(sim, report);
    SimFacts told = Networks.told(sim, report, terms);
    if (told == null) {
      return ignored(before, sim, null, Rules.NETWORK, Arbitration.OLDER, report, held);
    }
    boolean same = imsi.equals(sim.imsi()); // a registration may be held with another SIM
    List<SimFacts> sims = Sims.replace(before.sims(), same ? Sims.numbered(told, report) : told);
    return outcome(before, sims, sim.imsi(), null, Rules.NETWORK, report.evidence(), held);
  }

  private Outcome located(PresentityRecord before, SimFacts sim, PresenceReport report) {
    Evidence held = Positions.newest(sim);
    SimFacts told = Positions.told(sim, report, terms);
    if (told == null) {
      return ignored(before, sim, null, Rules.POSITION, Arbitration.OLDER, report, held);
    }
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(told, report));
    return outcome(before, sims, sim.imsi(), null, Rules.POSITION, report.evidence(), held);
  }

  /**
   * Ends the sessions of a gateway that restarts (rule T14).
   *
   * @param evidence of the event
   * @return null when none of the presentity's is among them
   */
  public @Nullable Outcome restarted(PresentityRecord before, NasEvent event, Evidence evidence) {
    List<SimFacts> sims = before.sims();
    String imsi = null;
    for (SimFacts sim : before.sims()) {
      SimFacts after = Accounting.restarted(sim, event);
      if (!after.equals(sim)) {
        sims = Sims.replace(sims, after);
        imsi = sim.imsi();
      }
    }
    return imsi == null ? null : outcome(before, sims, imsi, null, Rules.GATEWAY_RESTART, evidence);
  }

  /**
   * Removes all that gateways said.
   *
   * @return null when they said nothing
   */
  public @Nullable Outcome unaccounted(PresentityRecord before, Evidence evidence) {
    List<SimFacts> sims = before.sims();
    String imsi = null;
    for (SimFacts sim : before.sims()) {
      SimFacts after = Accounting.none(sim);
      if (!after.equals(sim)) {
        sims = Sims.replace(sims, after);
        imsi = sim.imsi();
      }
    }
    return imsi == null ? null : outcome(before, sims, imsi, null, Rules.UNWANTED, evidence);
  }

  private Outcome believed(
      PresentityRecord before, SimFacts sim, Domain domain, PresenceReport report) {
    DomainFacts held = sim.of(domain);
    DomainFacts now = Effects.of(report, domain, held, terms);
    boolean negative = held.isThere() && !now.isThere();
    Held waiting = held.held();
    if (negative && waiting != null) { // one waits already, and this one in its place
      return held(before, sim, report, waiting.until());
    }
    Instant time = report.evidence().time();
    Held goesOn = now.held();
    if (goesOn != null) { // what is told of a session is true of what waits as well
      DomainFacts then = Effects.of(report, domain, goesOn.then(), terms);
      now = now.holding(new Held(goesOn.until(), then));
    }
    Question ask = terms.asks() ? Questions.toAsk(now, time) : null;
    if (ask != null) {
      now = now.with(now.upkeep().asking(ask.asked(time.plus(Questions.PATIENCE))));
    }
    SimFacts changed = Sims.changed(sim, domain, now, report);
    if (terms.asks() && domain == Domain.PS) {
      changed = Crossing.ofContext(sim, Accounting.denied(changed, report), report);
    }
    List<SimFacts> sims = Sims.replace(before.sims(), changed);
    return new Outcome(
        sims,
        composer.compose(sims, time),
        sim.imsi(),
        domain,
        Arbitration.grounds(report, held, now),
        report.evidence(),
        null,
        Arbitration.newest(held),
        negative,
        Moments.wakeAt(before.wakeAt(), sims, time),
        Arbitration.settles(report, now),
        ask == null ? List.of() : List.of(Query.of(changed, domain, ask)));
  }

  /**
   * Applies a negative later (rule T15): until then what was held before is shown.
   *
   * @param before what is held of the presentity
   * @param imsi the SIM that the report is about
   * @param report a report to which nothing objects
   * @param until when it takes effect
   */
  public Outcome hold(PresentityRecord before, String imsi, PresenceReport report, Instant until) {
    SimFacts sim = Sims.of(before.sims(), imsi, report, deviceIds);
    AccountedSession session = Accounting.session(report);
    return session == null
        ? held(before, sim, report, until)
        : held(before, sim, session, report, until);
  }

  private Outcome held(
      PresentityRecord before, SimFacts sim, PresenceReport report, Instant until) {
    Domain domain = Objects.requireNonNull(Arbitration.domainOf(report), "a negative has one");
    DomainFacts held = sim.of(domain);
    DomainFacts waits = held.holding(new Held(until, Effects.of(report, domain, held, terms)));
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.changed(sim, domain, waits, report));
    Instant time = report.evidence().time();
    return new Outcome(
        sims,
        composer.compose(sims, time),
        sim.imsi(),
        domain,
        Rules.MASS,
        report.evidence(),
        null,
        Arbitration.newest(held),
        false,
        Moments.wakeAt(before.wakeAt(), sims, time),
        Arbitration.settles(report, waits),
        List.of());
  }

  /**
   * What the next moment that has come makes of a presentity: a negative that has waited, a grace
   * that ran out, a question to ask or to give up, facts past their lifetime. Asked again until
   * there is nothing more.
   *
   * @param policy whether a negative waits longer
   * @return null when nothing is due
   */
  public @Nullable Outcome due(PresentityRecord before, Instant now, HoldPolicy policy) {
    for (SimFacts sim : before.sims()) {
      for (Domain domain : Domain.values()) {
        boolean asks = terms.asks() && !isExplained(sim, domain, now);
        Moments.Change change = Moments.due(sim.of(domain), domain, now, policy, asks);
        if (change != null) {
          return moved(before, sim, domain, change, now);
        }
      }
      Accounting.Change change = Accounting.due(sim, now, policy, terms);
      change = change == null ? Networks.due(sim, now) : change;
      change = change == null ? Positions.due(sim, now) : change;
      if (change != null) {
        List<SimFacts> sims = Sims.replace(before.sims(), change.sim());
        return expired(before, sims, sim.imsi(), change, now);
      }
    }
    return null;
  }

  /** Whether a subscriber has left his SGSN, or a context has, for a network that has him now. */
  private boolean isExplained(SimFacts sim, Domain domain, Instant now) {
    return domain == Domain.PS
        && Crossing.explainsLeaving(sim, Moments.left(sim.ps(), now), terms.lifetimes());
  }

  private Outcome expired(
      PresentityRecord before,
      List<SimFacts> sims,
      String imsi,
      Accounting.Change change,
      Instant now) {
    return new Outcome(
        sims,
        change.waitsOn() ? null : composer.compose(sims, now),
        imsi,
        null,
        change.rule(),
        change.evidence(),
        null,
        change.evidence(),
        false,
        Moments.wakeAt(before.wakeAt(), sims, now),
        false,
        List.of());
  }

  private Outcome moved(
      PresentityRecord before, SimFacts sim, Domain domain, Moments.Change change, Instant now) {
    List<SimFacts> sims = Sims.replace(before.sims(), sim.with(domain, change.facts()));
    Question question = change.facts().upkeep().question();
    return new Outcome(
        sims,
        change.waitsOn() ? null : composer.compose(sims, now),
        sim.imsi(),
        domain,
        change.rule(),
        change.evidence(),
        null,
        sim.of(domain).evidence(),
        false,
        Moments.wakeAt(before.wakeAt(), sims, now),
        false,
        change.asks() && question != null ? List.of(Query.of(sim, domain, question)) : List.of());
  }

  /**
   * A presentity for which nothing is due, until it has to be looked at next: without the sessions
   * that ended too long ago, of which its document says nothing.
   */
  public static PresentityRecord resting(PresentityRecord before, Instant now) {
    List<SimFacts> sims =
        before.sims().stream().map(sim -> Accounting.forgetEnded(sim, now)).toList();
    return new PresentityRecord(
        before.presentity(),
        sims,
        before.document(),
        before.reasons(),
        before.version(),
        before.steps(),
        Moments.wakeAt(before.wakeAt(), sims, now),
        before.heard());
  }

  /**
   * Drops what one IMSI said of a presentity to which it no longer belongs (rule T16).
   *
   * @param evidence of the message that shows it
   * @return null when it said nothing
   */
  public @Nullable Outcome forget(PresentityRecord before, String imsi, Evidence evidence) {
    SimFacts sim = Sims.find(before.sims(), imsi);
    if (sim == null) {
      return null;
    }
    List<SimFacts> sims = new ArrayList<>(before.sims());
    sims.remove(sim);
    return outcome(before, sims, imsi, null, Rules.IDENTITY, evidence);
  }

  private Outcome outcome(
      PresentityRecord before,
      List<SimFacts> sims,
      String imsi,
      @Nullable Domain domain,
      String rule,
      Evidence evidence) {
    return outcome(before, sims, imsi, domain, rule, evidence, null);
  }

  private Outcome outcome(
      PresentityRecord before,
      List<SimFacts> sims,
      String imsi,
      @Nullable Domain domain,
      String rule,
      Evidence evidence,
      @Nullable Evidence against) {
    Instant now = evidence.time();
    return new Outcome(
        sims,
        composer.compose(sims, now),
        imsi,
        domain,
        rule,
        evidence,
        null,
        against,
        false,
        Moments.wakeAt(before.wakeAt(), sims, now),
        false,
        List.of());
  }
}
