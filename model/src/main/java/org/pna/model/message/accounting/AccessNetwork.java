package org.pna.model.message.accounting;

import org.jspecify.annotations.Nullable;
import org.pna.model.Plmn;

/**
 * By what access a session goes (TS 29.061 clause 16.4.7.2).
 *
 * @param sgsnAddress 3GPP-SGSN-Address, else 3GPP-SGSN-IPv6-Address, as RFC 5952 writes it; a
 *     serving gateway's too
 * @param ggsnAddress 3GPP-GGSN-Address, else 3GPP-GGSN-IPv6-Address; a PGW's too
 * @param serving 3GPP-SGSN-MCC-MNC: the network that the subscriber is in
 * @param ratType 3GPP-RAT-Type, the raw octet, 0 to 255
 * @param location 3GPP-User-Location-Info; null also for a type of location not known here
 */
public record AccessNetwork(
    @Nullable String sgsnAddress,
    @Nullable String ggsnAddress,
    @Nullable Plmn serving,
    @Nullable Integer ratType,
    @Nullable UserLocation location) {
  /** 3GPP-RAT-Type of a wireless LAN. */
  public static final int WLAN = 3;

  /** Nothing told. */
  public static final AccessNetwork UNKNOWN = new AccessNetwork(null, null, null, null, null);

  /** Whether it is told that the access is a wireless LAN. */
  public boolean isWlan() {
    return ratType != null && ratType == WLAN;
  }
}
