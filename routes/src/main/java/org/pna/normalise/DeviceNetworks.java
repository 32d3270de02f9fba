package org.pna.normalise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.NetworkFacts.Kind;
import org.pna.publisher.store.SimFacts;

/** In which networks a SIM is, as its device says it. */
final class DeviceNetworks {
  private final SimFacts sim;
  private final List<Network> networks = new ArrayList<>(2);

  private DeviceNetworks(SimFacts sim) {
    this.sim = sim;
  }

  static List<Network> of(SimFacts sim, NetworkNames names) {
    DeviceNetworks all = new DeviceNetworks(sim);
    all.add(names.cs(), sim.cs());
    all.add(names.ps(), sim.ps());
    all.add(names.eps(), Kind.EPS, AccessType.EPS);
    all.add(names.fiveGs(), Kind.FIVE_GS, AccessType.FIVE_GS);
    Attached wlan = sim.accounts().wlan();
    if (wlan != Attached.UNKNOWN) {
      all.networks.add(new Network(names.wlan(), wlan == Attached.YES, null, false));
    }
    all.addIms();
    return all.networks;
  }

  private void add(String name, DomainFacts facts) {
    if (facts.attachment() == Attached.UNKNOWN) {
      return;
    }
    boolean active = facts.attachment() == Attached.YES;
    networks.add(
        new Network(name, active, active ? facts.roaming() : null, active && !facts.reachable()));
  }

  /**
   * Whichever was heard last: what the home register says, or that a session goes by it. That the
   * last session ends says nothing.
   */
  private void add(String name, Kind kind, AccessType access) {
    Account last = null;
    for (Account account : sim.accounts().open()) {
      last = account.access() == access ? account : last;
    }
    Network.Roaming roaming = last == null ? null : last.roaming();
    NetworkFacts facts = told(sim, kind);
    if (facts != null && !isOlder(facts, last)) {
      boolean active = facts.attachment() == Attached.YES;
      networks.add(
          new Network(name, active, active ? roaming : null, active && !facts.reachable()));
    } else if (last != null) {
      networks.add(new Network(name, true, roaming, false));
    }
  }

  /** Registered by any of his identities. */
  private void addIms() {
    boolean known = false;
    boolean active = false;
    for (NetworkFacts facts : sim.networks()) {
      if (facts.kind() == Kind.IMS) {
        known = true;
        active |= facts.attachment() == Attached.YES;
      }
    }
    if (known) {
      networks.add(new Network(NetworkNames.IMS, active, null, false));
    }
  }

  /**
   * Whether a session makes its SIM reachable for data: not while the home register says that its
   * network cannot page it, unless the session was heard of since (rule T12).
   */
  static boolean isReachable(SimFacts sim, Account account) {
    AccessType access = account.access();
    if (access == AccessType.PS) {
      return sim.ps().reachable();
    }
    NetworkFacts facts =
        access == AccessType.EPS
            ? told(sim, Kind.EPS)
            : access == AccessType.FIVE_GS ? told(sim, Kind.FIVE_GS) : null;
    return facts == null || facts.reachable() || isOlder(facts, account);
  }

  private static @Nullable NetworkFacts told(SimFacts sim, Kind kind) {
    for (NetworkFacts facts : sim.networks()) {
      if (facts.kind() == kind) {
        return facts;
      }
    }
    return null;
  }

  private static boolean isOlder(NetworkFacts facts, @Nullable Account account) {
    return account != null && facts.evidence().time().isBefore(account.evidence().time());
  }
}
