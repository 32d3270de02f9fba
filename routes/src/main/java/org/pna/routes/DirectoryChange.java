package org.pna.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.publisher.store.Accounts;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.SimFacts;

/**
 * What one version of the directory takes away that the one before gave (rule T16): the facts that
 * a lost name brought are dropped; a presentity that no row names any more keeps none.
 *
 * @param before the rows that were in force
 * @param now those that are
 * @param unlearned names that suppliers had told and that are forgotten, and whose they were
 */
public record DirectoryChange(
    DirectoryTable before, DirectoryTable now, Map<SubscriberId, String> unlearned) {
  /** The presentities that lose a name. */
  public Set<String> losers() {
    Set<String> losers = new TreeSet<>();
    before.forEach(
        row -> {
          String presentity = row.presentity();
          String imsi = row.imsi();
          String msisdn = row.msisdn();
          if (!now.has(presentity)
              || (imsi != null && isLost(presentity, new Imsi(imsi)))
              || (msisdn != null && isLost(presentity, new Msisdn(msisdn)))
              || row.others().stream().anyMatch(name -> isLost(presentity, name))) {
            losers.add(presentity);
          }
        });
    unlearned.forEach(
        (name, presentity) -> {
          if (isLost(presentity, name)) {
            losers.add(presentity);
          }
        });
    return losers;
  }

  /** Whether a name was a presentity's and is so no longer. */
  boolean isLost(String presentity, SubscriberId name) {
    boolean was =
        presentity.equals(before.presentity(name))
            || presentity.equals(unlearned.get(now.canonical(name)));
    return was && !presentity.equals(now.presentity(name));
  }

  /** What a presentity keeps of its SIMs' facts. */
  List<SimFacts> kept(String presentity, List<SimFacts> sims) {
    if (!now.has(presentity)) {
      return List.of();
    }
    return sims.stream()
        .filter(sim -> !isLost(presentity, sim))
        .map(sim -> kept(presentity, sim))
        .filter(SimFacts::isKnown)
        .toList();
  }

  /** A SIM with an IMSI is known by it; its number may come and go. */
  private boolean isLost(String presentity, SimFacts sim) {
    String msisdn = sim.msisdn();
    Imsi imsi = new Imsi(sim.imsi());
    if (before.presentity(imsi) != null || unlearned.containsKey(imsi)) {
      return isLost(presentity, imsi);
    }
    return msisdn != null && isLost(presentity, new Msisdn(msisdn));
  }

  /** Without the registrations of lost identities. */
  private SimFacts kept(String presentity, SimFacts sim) {
    List<NetworkFacts> kept =
        sim.networks().stream().filter(facts -> !isLost(presentity, facts.identity())).toList();
    if (sim.imsi().isEmpty() && sim.msisdn() == null && losesAccessIdentifier(presentity)) {
      return new SimFacts(
          "",
          null,
          sim.deviceId(),
          DomainFacts.UNKNOWN,
          DomainFacts.UNKNOWN,
          Accounts.NONE,
          kept,
          null);
    }
    return kept.size() == sim.networks().size() ? sim : sim.with(kept);
  }

  /** What is held under no number may have been told by such a name. */
  private boolean losesAccessIdentifier(String presentity) {
    return Stream.concat(
            before.rows(presentity).stream().flatMap(row -> row.others().stream()),
            unlearned.keySet().stream())
        .anyMatch(name -> name instanceof Nai && isLost(presentity, name));
  }

  private boolean isLost(String presentity, @Nullable String identity) {
    return identity != null && isLost(presentity, new PublicIdentity(identity));
  }
}
