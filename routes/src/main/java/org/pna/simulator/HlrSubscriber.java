package org.pna.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;

/**
 * What an HLR knows of a subscriber, and would learn from VLR and SGSN.
 *
 * @param who the subscription
 * @param state in the CS domain
 * @param psState in the PS domain
 * @param cell where the handset is; null when not known
 * @param vlr number of the VLR; null when not known
 * @param sgsn number of the SGSN; null when not known
 * @param mobility M-CSI; null when not provisioned
 * @param mobilityGprs MG-CSI; null when not provisioned
 */
public record HlrSubscriber(
    Subscriber who,
    SubscriberState state,
    SubscriberState psState,
    @Nullable Cell cell,
    @Nullable String vlr,
    @Nullable String sgsn,
    @Nullable Csi mobility,
    @Nullable Csi mobilityGprs) {
  /** MM-Codes of the CS domain. */
  public static final List<Integer> CS_TRIGGERS = List.of(0x00, 0x01, 0x02, 0x03, 0x04);

  /** MM-Codes of the PS domain. */
  public static final List<Integer> PS_TRIGGERS = List.of(0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86);

  /** Attached in both domains, without a place and without CSI. */
  public static HlrSubscriber attached(Subscriber who) {
    return new HlrSubscriber(
        who,
        SubscriberState.ASSUMED_IDLE,
        SubscriberState.PS_ATTACHED_REACHABLE,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same with both CSI provisioned for a gsmSCF, all triggers, not active. */
  public HlrSubscriber provisioned(String gsmScf, long serviceKey) {
    return with(Csi.Kind.M_CSI, new Csi(CS_TRIGGERS, serviceKey, gsmScf, true, false))
        .with(Csi.Kind.MG_CSI, new Csi(PS_TRIGGERS, serviceKey, gsmScf, true, false));
  }

  /** The same in another state of a domain. */
  public HlrSubscriber in(Domain domain, SubscriberState other) {
    return new HlrSubscriber(
        who,
        domain == Domain.CS ? other : state,
        domain == Domain.PS ? other : psState,
        cell,
        vlr,
        sgsn,
        mobility,
        mobilityGprs);
  }

  /** The same at another place, served by these nodes. */
  public HlrSubscriber at(@Nullable Cell place, @Nullable String atVlr, @Nullable String atSgsn) {
    return new HlrSubscriber(who, state, psState, place, atVlr, atSgsn, mobility, mobilityGprs);
  }

  /** One of the CSI; null when not provisioned. */
  public @Nullable Csi csi(Csi.Kind kind) {
    return kind == Csi.Kind.M_CSI ? mobility : mobilityGprs;
  }

  /** The same with another CSI, or without. */
  public HlrSubscriber with(Csi.Kind kind, @Nullable Csi csi) {
    boolean isMobility = kind == Csi.Kind.M_CSI;
    return new HlrSubscriber(
        who,
        state,
        psState,
        cell,
        vlr,
        sgsn,
        isMobility ? csi : mobility,
        isMobility ? mobilityGprs : csi);
  }

  /** Where the handset is in a domain; null when not known. */
  @Nullable Location location(Domain domain) {
    return cell == null ? null : new Location(domain, 0, cell, null, null);
  }
}
