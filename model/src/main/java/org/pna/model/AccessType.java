package org.pna.model;

/** By what network a data session goes. */
public enum AccessType {
  /** GERAN and UTRAN. */
  PS,
  /** E-UTRAN. */
  EPS,
  /** New Radio. */
  FIVE_GS,
  /** Interworking wireless LAN (TS 23.234). */
  WLAN
}
