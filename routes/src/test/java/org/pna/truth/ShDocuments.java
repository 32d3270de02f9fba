package org.pna.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShData;

/** What the HSS says of a SIM. One that it has forgotten is not reachable as far as it knows. */
final class ShDocuments {
  private ShDocuments() {}

  static ShData of(Sim sim, Domain domain, boolean isState) {
    boolean cs = domain == Domain.CS;
    return new ShData(
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        cs && isState ? csState(sim) : null,
        !cs && isState ? psState(sim, !sim.isInEps()) : null,
        !cs && isState && sim.lte ? psState(sim, sim.isInEps()) : null,
        null,
        cs && !isState ? location(sim, domain, sim.csAttached, Nodes.vlr(sim)) : null,
        !cs && !isState
            ? location(sim, domain, sim.psAttached && !sim.isInEps(), sgsn(sim))
            : null);
  }

  private static @Nullable String sgsn(Sim sim) {
    return sim.isInEps() ? null : Nodes.sgsn(sim);
  }

  private static @Nullable ServedLocation location(
      Sim sim, Domain domain, boolean served, @Nullable String node) {
    return served && !sim.forgotten
        ? new ServedLocation(Nodes.location(sim, domain), node, false)
        : null;
  }

  private static CsUserState csState(Sim sim) {
    if (sim.forgotten || !sim.csAttached) {
      return CsUserState.NETWORK_DETERMINED_NOT_REACHABLE;
    }
    return sim.call == null ? CsUserState.ASSUMED_IDLE : CsUserState.CAMEL_BUSY;
  }

  private static PsUserState psState(Sim sim, boolean here) {
    if (sim.forgotten) {
      return PsUserState.NETWORK_DETERMINED_NOT_REACHABLE;
    }
    if (!here || !sim.psAttached) {
      return PsUserState.DETACHED;
    }
    if (sim.session == null) {
      return sim.pagingLost
          ? PsUserState.ATTACHED_NOT_REACHABLE_FOR_PAGING
          : PsUserState.ATTACHED_REACHABLE_FOR_PAGING;
    }
    return sim.pagingLost
        ? PsUserState.CONNECTED_NOT_REACHABLE_FOR_PAGING
        : PsUserState.CONNECTED_REACHABLE_FOR_PAGING;
  }

  static String words(ShData data) {
    return "cs "
        + data.csUserState()
        + " ps "
        + data.psUserState()
        + " eps "
        + data.epsUserState()
        + (data.csLocation() == null && data.psLocation() == null ? "" : " located");
  }
}
