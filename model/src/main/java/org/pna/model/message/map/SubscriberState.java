package org.pna.model.message.map;

/**
 * State of a subscriber in the CS domain (TS 29.002 clause 17.7.1, SubscriberState and
 * NotReachableReason), or in the PS domain (PS-SubscriberState).
 */
public enum SubscriberState {
  ASSUMED_IDLE("assumedIdle", "0"),
  CAMEL_BUSY("camelBusy", "1"),
  NOT_PROVIDED_FROM_VLR("notProvidedFromVLR", "2"),
  NOT_PROVIDED_FROM_SGSN_OR_MME("notProvidedFromSGSNorMME", "0"),
  PS_DETACHED("ps-Detached", "1"),
  PS_ATTACHED_NOT_REACHABLE("ps-AttachedNotReachableForPaging", "2"),
  PS_ATTACHED_REACHABLE("ps-AttachedReachableForPaging", "3"),
  PS_PDP_ACTIVE_NOT_REACHABLE("ps-PDP-ActiveNotReachableForPaging", "4"),
  PS_PDP_ACTIVE_REACHABLE("ps-PDP-ActiveReachableForPaging", "5"),
  MS_PURGED("netDetNotReachable", "n0"),
  IMSI_DETACHED("netDetNotReachable", "n1"),
  RESTRICTED_AREA("netDetNotReachable", "n2"),
  NOT_REGISTERED("netDetNotReachable", "n3");

  private final String specName;
  private final String code;

  SubscriberState(String specName, String code) {
    this.specName = specName;
    this.code = code;
  }

  /** The alternative's name in the specification. */
  public String specName() {
    return specName;
  }

  /** The alternative's tag; of netDetNotReachable {@code n} and the reason. */
  public String code() {
    return code;
  }
}
