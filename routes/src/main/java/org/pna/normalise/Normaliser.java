package org.pna.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.PresenceReport;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
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
  private final Duration leavingGrace;
  private final DeviceIds deviceIds;

  /**
   * @param names how the networks are called in documents
   * @param home rule T11
   * @param trusted rule S7
   * @param leavingGrace how long a subscriber may be between two SGSNs after MM-Code 82
   * @param deviceIds names for devices that tell no IMSI
   */
  public Normaliser(
      NetworkNames names,
      HomeNetworks home,
      TrustedNodes trusted,
      Duration leavingGrace,
      DeviceIds deviceIds) {
    this.composer = new ElementComposer(names);
    this.home = home;
    this.trusted = trusted;
    this.leavingGrace = leavingGrace;
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
    SimFacts sim = find(before, imsi);
    if (sim == null) {
      sim = SimFacts.unknown(imsi, deviceIds.of(imsi));
    }
    Domain domain = Arbitration.domainOf(report);
    DomainFacts held = sim.of(domain);
    Arbitration.Rule objection = Arbitration.objectionTo(report, held, trusted);
    if (objection != null) {
      return Outcome.ignored(before.sims(), objection.ignoredAs());
    }
    DomainFacts now = Effects.of(report, held, home, leavingGrace);
    SimFacts changed = sim.with(domain, now);
    String msisdn = msisdn(report);
    if (msisdn != null) {
      changed = changed.withMsisdn(msisdn);
    }
    boolean sameGrace = Objects.equals(now.leavingUntil(), held.leavingUntil());
    Instant wakeAt = sameGrace ? null : now.leavingUntil();
    return outcome(replace(before.sims(), changed), report.evidence().time(), wakeAt);
  }

  /**
   * The grace of MM-Code 82 is over and no other SGSN took the subscriber: without anybody to ask,
   * the attachment is unknown, and unknown is removed, not closed.
   *
   * @return null when there is nothing to do: the subscriber was seen again
   */
  public @Nullable Outcome graceOver(PresentityRecord before, String imsi, Instant now) {
    SimFacts sim = find(before, imsi);
    if (sim == null) {
      return null;
    }
    DomainFacts held = sim.ps();
    Instant until = held.leavingUntil();
    if (until == null || until.isAfter(now)) {
      return null;
    }
    SimFacts changed =
        sim.with(
            Domain.PS,
            new DomainFacts(
                Attached.UNKNOWN,
                true,
                Means.UNKNOWN,
                null,
                null,
                null,
                held.location(),
                held.locatedAt(),
                null,
                held.evidence()));
    return outcome(replace(before.sims(), changed), until, null);
  }

  /**
   * Drops what one IMSI said of a presentity to which it no longer belongs (rule T16).
   *
   * @return null when it said nothing
   */
  public @Nullable Outcome forget(PresentityRecord before, String imsi, Instant now) {
    SimFacts sim = find(before, imsi);
    if (sim == null) {
      return null;
    }
    List<SimFacts> sims = new ArrayList<>(before.sims());
    sims.remove(sim);
    return outcome(sims, now, null);
  }

  private Outcome outcome(List<SimFacts> sims, Instant time, @Nullable Instant wakeAt) {
    return new Outcome(sims, composer.compose(sims, time), null, wakeAt);
  }

  private static @Nullable SimFacts find(PresentityRecord record, String imsi) {
    for (SimFacts sim : record.sims()) {
      if (sim.imsi().equals(imsi)) {
        return sim;
      }
    }
    return null;
  }

  private static List<SimFacts> replace(List<SimFacts> sims, SimFacts changed) {
    if (sims.isEmpty() || (sims.size() == 1 && sims.get(0).imsi().equals(changed.imsi()))) {
      return List.of(changed);
    }
    List<SimFacts> result = new ArrayList<>(sims);
    for (int i = 0; i < result.size(); i++) {
      if (result.get(i).imsi().equals(changed.imsi())) {
        result.set(i, changed);
        return result;
      }
    }
    result.add(changed);
    return result.size() > MAX_SIMS ? result.subList(1, result.size()) : result;
  }

  private static @Nullable String msisdn(PresenceReport report) {
    for (SubscriberId id : report.subscriber()) {
      if (id instanceof Msisdn msisdn) {
        return msisdn.digits();
      }
    }
    return null;
  }
}
