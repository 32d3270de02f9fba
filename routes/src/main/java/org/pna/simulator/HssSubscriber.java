package org.pna.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;

/**
 * What an HSS knows of a subscriber, and would learn from VLR, SGSN, MME and AMF.
 *
 * @param who the subscription
 * @param identities IMS public identities
 * @param ims whether they are registered
 * @param cs in the circuit-switched domain
 * @param ps as the SGSN has it
 * @param eps as the MME has it; null where there is none
 * @param fiveGs as the AMF has it; null where there is none
 * @param cell where the handset is; null when not known
 * @param vlr number of the VLR; null when not known
 * @param sgsn number of the SGSN; null when not known
 */
public record HssSubscriber(
    Subscriber who,
    List<String> identities,
    ImsUserState ims,
    CsUserState cs,
    PsUserState ps,
    @Nullable PsUserState eps,
    @Nullable PsUserState fiveGs,
    @Nullable Cell cell,
    @Nullable String vlr,
    @Nullable String sgsn) {
  public HssSubscriber {
    identities = List.copyOf(identities);
  }

  /** Attached to GSM and UMTS, without a place, and not registered. */
  public static HssSubscriber attached(Subscriber who, String... identities) {
    return new HssSubscriber(
        who,
        List.of(identities),
        ImsUserState.NOT_REGISTERED,
        CsUserState.ASSUMED_IDLE,
        PsUserState.ATTACHED_REACHABLE_FOR_PAGING,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same, registered or not. */
  public HssSubscriber registered(ImsUserState other) {
    return new HssSubscriber(who, identities, other, cs, ps, eps, fiveGs, cell, vlr, sgsn);
  }

  /** The same in other states of the two domains. */
  public HssSubscriber in(CsUserState otherCs, PsUserState otherPs) {
    return new HssSubscriber(who, identities, ims, otherCs, otherPs, eps, fiveGs, cell, vlr, sgsn);
  }

  /** The same as MME and AMF have it; null where there is none. */
  public HssSubscriber by(@Nullable PsUserState mme, @Nullable PsUserState amf) {
    return new HssSubscriber(who, identities, ims, cs, ps, mme, amf, cell, vlr, sgsn);
  }

  /** The same at another place, served by these nodes. */
  public HssSubscriber at(@Nullable Cell place, @Nullable String atVlr, @Nullable String atSgsn) {
    return new HssSubscriber(who, identities, ims, cs, ps, eps, fiveGs, place, atVlr, atSgsn);
  }
}
