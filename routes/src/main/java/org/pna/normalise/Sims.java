package org.pna.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.SimFacts;

/** The SIMs of a presentity. */
final class Sims {
  private Sims() {}

  static @Nullable SimFacts find(List<SimFacts> sims, String imsi) {
    for (SimFacts sim : sims) {
      if (sim.imsi().equals(imsi)) {
        return sim;
      }
    }
    return null;
  }

  /** The only SIM that was last reported with a number, or null. */
  static @Nullable SimFacts findByNumber(List<SimFacts> sims, String msisdn) {
    SimFacts found = null;
    for (SimFacts sim : sims) {
      if (msisdn.equals(sim.msisdn())) {
        if (found != null) {
          return null;
        }
        found = sim;
      }
    }
    return found;
  }

  /**
   * The SIM that a report is about. One that was known by its number alone is the one that first
   * comes with that number and an IMSI; one that was known by neither, and alone, is the first that
   * comes with either. A registration stays with the SIM with which its identity is held.
   *
   * @param imsi empty when it is not told
   */
  static SimFacts of(List<SimFacts> sims, String imsi, PresenceReport report, DeviceIds deviceIds) {
    for (SimFacts sim : sims) {
      if (Networks.hasIdentity(sim, report)) {
        return sim;
      }
    }
    SimFacts sim = find(sims, imsi);
    if (sim != null && !imsi.isEmpty()) {
      return sim;
    }
    String msisdn = msisdn(report);
    SimFacts same = msisdn == null ? null : findByNumber(sims, msisdn);
    if (same == null && isAlone(sims, imsi.isEmpty() && msisdn == null)) {
      same = sims.get(0);
    } else if (same == null && msisdn == null && imsi.isEmpty()) {
      same = nameless(sims);
    }
    if (same == null || (!imsi.isEmpty() && !same.imsi().isEmpty())) {
      return SimFacts.unknown(imsi, deviceIds.of(name(imsi, msisdn, report)));
    }
    return imsi.isEmpty()
        ? same
        : new SimFacts(
            imsi,
            same.msisdn(),
            deviceIds.of(imsi),
            same.cs(),
            same.ps(),
            same.accounts(),
            same.networks(),
            same.position());
  }

  /** Whether there is no other SIM that a report can be about. */
  private static boolean isAlone(List<SimFacts> sims, boolean namesNone) {
    return sims.size() == 1 && (namesNone || isNameless(sims.get(0)));
  }

  private static boolean isNameless(SimFacts sim) {
    return sim.imsi().isEmpty() && sim.msisdn() == null;
  }

  private static @Nullable SimFacts nameless(List<SimFacts> sims) {
    for (SimFacts sim : sims) {
      if (isNameless(sim)) {
        return sim;
      }
    }
    return null;
  }

  /** What a device is known by, so that no two presentities have one in common. */
  private static String name(String imsi, @Nullable String msisdn, PresenceReport report) {
    if (imsi.isEmpty() && msisdn == null) {
      for (SubscriberId id : report.subscriber()) {
        if (id instanceof PublicIdentity identity) {
          return identity.uri();
        } else if (id instanceof Nai nai) {
          return nai.value();
        }
      }
    }
    return imsi.isEmpty() && msisdn != null ? msisdn : imsi;
  }

  /** A SIM with other facts, under the number that the report gives. */
  static SimFacts changed(SimFacts sim, Domain domain, DomainFacts facts, PresenceReport report) {
    return numbered(sim.with(domain, facts), report);
  }

  /** A SIM under the number that the report gives. */
  static SimFacts numbered(SimFacts sim, PresenceReport report) {
    String msisdn = msisdn(report);
    return msisdn == null ? sim : sim.withMsisdn(msisdn);
  }

  private static @Nullable String msisdn(PresenceReport report) {
    for (SubscriberId id : report.subscriber()) {
      if (id instanceof Msisdn msisdn) {
        return msisdn.digits();
      }
    }
    return null;
  }

  /** The same IMSI, or the same number where only that was known. */
  private static boolean isSame(SimFacts sim, SimFacts changed) {
    if (isNameless(sim) || isNameless(changed)) {
      return isNameless(sim) && isNameless(changed);
    }
    boolean byNumber = sim.imsi().isEmpty() || changed.imsi().isEmpty();
    String msisdn = sim.msisdn();
    return (byNumber && msisdn != null)
        ? msisdn.equals(changed.msisdn())
        : sim.imsi().equals(changed.imsi());
  }

  /** One SIM in the place of what was held of it; gone when nothing is known of it any more. */
  static List<SimFacts> replace(List<SimFacts> sims, SimFacts changed) {
    if (!changed.isKnown()) {
      return sims.stream().filter(sim -> !isSame(sim, changed)).toList();
    }
    boolean first = sims.isEmpty() || (sims.size() == 1 && isNameless(sims.get(0)));
    if (first || (sims.size() == 1 && isSame(sims.get(0), changed))) {
      return List.of(changed);
    }
    List<SimFacts> result = new ArrayList<>(sims);
    for (int i = 0; i < result.size(); i++) {
      if (isSame(result.get(i), changed)) {
        result.set(i, changed);
        return result;
      }
    }
    result.add(changed);
    return result.size() > Normaliser.MAX_SIMS ? result.subList(1, result.size()) : result;
  }
}
