package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Msisdn;
import org.pna.model.PresenceReport;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Held;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;

/**
 * Makes one truth of many reports. Pure: the same record and report give the same outcome, on any
 * thread, at any time.
 */
public final class Normaliser {
  /** SIMs of one presentity; beyond it the one that was first heard of goes. */
  static final int MAX_SIMS = 100;

  private final ElementComposer composer;
  private final HomeNetworks home;
  private final TrustedNodes trusted;
  private final Lifetimes lifetimes;
  private final DeviceIds deviceIds;

  /**
   * @param names how the networks are called in documents
   * @param home rule T11
   * @param trusted rule S7
   * @param lifetimes how long things are believed
   * @param deviceIds names for devices that tell no IMSI
   */
  public Normaliser(
      NetworkNames names,
      HomeNetworks home,
      TrustedNodes trusted,
      Lifetimes lifetimes,
      DeviceIds deviceIds) {
    this.composer = new ElementComposer(names);
    this.home = home;
    this.trusted = trusted;
    this.lifetimes = lifetimes;
    this.deviceIds = deviceIds;
  }

  /**
   * Applies one report.
   *
   * @param before what is held of the presentity
   * @param imsi the SIM that the report is about
   * @param report what was heard
   */
  public Outcome apply(PresentityRecord before, String imsi, PresenceReport report) {
    Domain domain = Arbitration.domainOf(report);
    SimFacts sim = sim(before, imsi);
    DomainFacts held = sim.of(domain);
    Evidence newest = Arbitration.newest(held);
    Arbitration.Rule objection = Arbitration.objectionTo(report, held, trusted);
    if (objection != null) {
      return new Outcome(
          before.sims(),
          null,
          imsi,
          domain,
          objection.name(),
          report.evidence(),
          objection.ignoredAs(),
          newest,
          false,
          before.wakeAt());
    }
    DomainFacts now = effect(report, held);
    boolean negative = isNegative(held, now);
    Held waiting = held.held();
    if (negative && waiting != null) { // one waits already, and this one in its place
      return held(before, sim, report, waiting.until());
    }
    List<SimFacts> sims = Sims.replace(before.sims(), changed(sim, domain, now, report));
    String rule = Arbitration.grounds(report);
    return outcome(before, sims, imsi, domain, rule, report.evidence(), newest, negative);
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
    return held(before, sim(before, imsi), report, until);
  }

  private Outcome held(
      PresentityRecord before, SimFacts sim, PresenceReport report, Instant until) {
    Domain domain = Arbitration.domainOf(report);
    DomainFacts held = sim.of(domain);
    DomainFacts waits = held.holding(new Held(until, effect(report, held)));
    List<SimFacts> sims = Sims.replace(before.sims(), changed(sim, domain, waits, report));
    Evidence newest = Arbitration.newest(held);
    return outcome(before, sims, sim.imsi(), domain, Rules.MASS, report.evidence(), newest, false);
  }

  /**
   * What the next moment that has come makes of a presentity: a negative that has waited, a grace
   * that ran out, facts past their lifetime. Asked again until there is nothing more.
   *
   * @param policy whether a negative waits longer
   * @return null when nothing is due
   */
  public @Nullable Outcome due(PresentityRecord before, Instant now, HoldPolicy policy) {
    for (SimFacts sim : before.sims()) {
      for (Domain domain : Domain.values()) {
        Moments.Change change = Moments.due(sim.of(domain), now, policy);
        if (change != null) {
          return moved(before, sim, domain, change, now);
        }
      }
    }
    return null;
  }

  private Outcome moved(
      PresentityRecord before, SimFacts sim, Domain domain, Moments.Change change, Instant now) {
    List<SimFacts> sims = Sims.replace(before.sims(), sim.with(domain, change.facts()));
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
        Moments.wakeAt(before.wakeAt(), sims, now));
  }

  /** When a presentity has to be looked at next, seen from a moment; null for never. */
  public static @Nullable Instant wakeAt(PresentityRecord before, Instant now) {
    return Moments.wakeAt(before.wakeAt(), before.sims(), now);
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
    return outcome(before, sims, imsi, null, Rules.IDENTITY, evidence, null, false);
  }

  private DomainFacts effect(PresenceReport report, DomainFacts held) {
    return Effects.of(report, held, home, lifetimes.leavingGrace(), lifetimes.attachment());
  }

  private static boolean isNegative(DomainFacts before, DomainFacts now) {
    return isThere(before) && (!isThere(now) || now.leavingUntil() != null);
  }

  private static boolean isThere(DomainFacts facts) {
    return facts.attachment() == DomainFacts.Attached.YES
        && facts.reachable()
        && facts.leavingUntil() == null;
  }

  private Outcome outcome(
      PresentityRecord before,
      List<SimFacts> sims,
      String imsi,
      @Nullable Domain domain,
      String rule,
      Evidence evidence,
      @Nullable Evidence against,
      boolean negative) {
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
        negative,
        Moments.wakeAt(before.wakeAt(), sims, now));
  }

  private SimFacts sim(PresentityRecord record, String imsi) {
    SimFacts sim = Sims.find(record.sims(), imsi);
    return sim == null ? SimFacts.unknown(imsi, deviceIds.of(imsi)) : sim;
  }

  private static SimFacts changed(
      SimFacts sim, Domain domain, DomainFacts facts, PresenceReport report) {
    SimFacts changed = sim.with(domain, facts);
    for (SubscriberId id : report.subscriber()) {
      if (id instanceof Msisdn msisdn) {
        return changed.withMsisdn(msisdn.digits());
      }
    }
    return changed;
  }
}
