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
    Topic topic = Topic.of(report);
    if (topic == null) {
      return outcome(before, before.sims(), sim.imsi(), Rules.NOTHING, report.evidence());
    }
    Claim claim = new Claim(topic, report, sim, trusted, terms);
    Arbitration.Rule objection = Arbitration.objectionTo(claim);
    if (objection != null) {
      PresenceReport rest =
          objection.name().equals(Rules.NEWEST) ? Arbitration.aboutSessions(report) : null;
      return rest == null
          ? ignored(before, claim, objection)
          : believed(before, sim, claim.domain(), rest);
    }
    return switch (topic) {
      case DOMAIN -> believed(before, sim, claim.domain(), report);
      case SESSION -> accounted(before, sim, claim.session(), report);
      case NETWORK -> networked(before, sim, imsi, report);
      case POSITION -> located(before, sim, report);
    };
  }

  private static Outcome ignored(PresentityRecord before, Claim claim, Arbitration.Rule objection) {
    return new Outcome(
        before.sims(),
        null,
        claim.sim().imsi(),
        claim.topic() == Topic.DOMAIN ? claim.domain() : null,
        objection.name(),
        claim.report().evidence(),
        objection.ignoredAs(),
        claim.against(),
        false,
        before.wakeAt(),
        false,
        missing(claim, objection));
  }

  /** A node that does not serve somebody may have begun to, unheard: the home register is asked. */
  private static List<Query> missing(Claim claim, Arbitration.Rule objection) {
    boolean isMissing =
        claim.terms().asks() && objection.name().equals(Rules.NEGATIVE) && claim.held().isThere();
    Question doubt = Questions.doubt(claim.report().evidence());
    return isMissing ? List.of(Query.of(claim.sim(), claim.domain(), doubt)) : List.of();
  }

  private Outcome accounted(
      PresentityRecord before, SimFacts sim, AccountedSession session, PresenceReport report) {
    SimFacts told = Accounting.told(sim, session, report, terms);
    if (terms.asks()) {
      told = Crossing.ofSession(sim, told, session, report.evidence());
    }
    boolean negative = Accounting.isNegative(sim, told);
    Instant waits = negative ? Accounting.heldUntil(sim, session) : null;
    if (waits != null) {
      return held(before, sim, session, report, waits);
    }
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(told, report));
    return outcome(before, sims, sim.imsi(), Rules.GATEWAY, report.evidence(), null, negative);
  }

  private Outcome held(
      PresentityRecord before,
      SimFacts sim,
      AccountedSession session,
      PresenceReport report,
      Instant until) {
    SimFacts waits = Accounting.held(sim, session, report.evidence(), until);
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(waits, report));
    return outcome(before, sims, sim.imsi(), Rules.MASS, report.evidence());
  }

  private Outcome networked(
      PresentityRecord before, SimFacts sim, String imsi, PresenceReport report) {
    SimFacts told = Networks.told(sim, report, terms, null);
    if (terms.asks()) {
      told = Crossing.ofRegistration(sim, told, report);
    }
    boolean negative = Networks.isNegative(sim, told);
    Instant waits = negative ? Networks.heldUntil(sim, report) : null;
    if (waits != null) { // one waits already, and this one in its place
      return held(before, sim, imsi, report, waits);
    }
    List<SimFacts> sims = Sims.replace(before.sims(), named(told, sim, imsi, report));
    Evidence held = Networks.newest(sim, report);
    return outcome(before, sims, sim.imsi(), Rules.NETWORK, report.evidence(), held, negative);
  }

  private Outcome held(
      PresentityRecord before, SimFacts sim, String imsi, PresenceReport report, Instant until) {
    SimFacts waits = Networks.told(sim, report, terms, until);
    List<SimFacts> sims = Sims.replace(before.sims(), named(waits, sim, imsi, report));
    Evidence held = Networks.newest(sim, report);
    return outcome(before, sims, sim.imsi(), Rules.MASS, report.evidence(), held, false);
  }

  /** A registration may be held with another SIM than that of which the report gives a number. */
  private static SimFacts named(SimFacts told, SimFacts sim, String imsi, PresenceReport report) {
    return imsi.equals(sim.imsi()) ? Sims.numbered(told, report) : told;
  }

  private Outcome located(PresentityRecord before, SimFacts sim, PresenceReport report) {
    SimFacts told = Positions.told(sim, report, terms);
    List<SimFacts> sims = Sims.replace(before.sims(), Sims.numbered(told, report));
    Evidence held = Positions.newest(sim);
    return outcome(before, sims, sim.imsi(), Rules.POSITION, report.evidence(), held, false);
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
    return imsi == null ? null : outcome(before, sims, imsi, Rules.GATEWAY_RESTART, evidence);
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
    return imsi == null ? null : outcome(before, sims, imsi, Rules.UNWANTED, evidence);
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
    if (terms.asks()) {
      changed =
          domain == Domain.PS
              ? Crossing.ofContext(sim, Accounting.denied(changed, report), report)
              : Crossing.ofDetach(sim, changed, report);
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
    if (session != null) {
      return held(before, sim, session, report, until);
    }
    return Topic.of(report) == Topic.NETWORK
        ? held(before, sim, imsi, report, until)
        : held(before, sim, report, until);
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
      change = change == null ? Networks.due(sim, now, policy) : change;
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
    return outcome(before, sims, imsi, Rules.IDENTITY, evidence);
  }

  /** An outcome that is of no single domain. */
  private Outcome outcome(
      PresentityRecord before, List<SimFacts> sims, String imsi, String rule, Evidence evidence) {
    return outcome(before, sims, imsi, rule, evidence, null, false);
  }

  /**
   * Keeps of a presentity's facts those whose names are still its own (rule T16).
   *
   * @param kept those
   * @param evidence of the directory
   */
  public Outcome renamed(PresentityRecord before, List<SimFacts> kept, Evidence evidence) {
    return outcome(before, kept, "", Rules.IDENTITY, evidence);
  }

  private Outcome outcome(
      PresentityRecord before,
      List<SimFacts> sims,
      String imsi,
      String rule,
      Evidence evidence,
      @Nullable Evidence against,
      boolean negative) {
    Instant now = evidence.time();
    return new Outcome(
        sims,
        composer.compose(sims, now),
        imsi,
        null,
        rule,
        evidence,
        null,
        against,
        negative,
        Moments.wakeAt(before.wakeAt(), sims, now),
        false,
        List.of());
  }
}
