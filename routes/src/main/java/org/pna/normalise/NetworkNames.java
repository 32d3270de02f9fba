package org.pna.normalise;

/**
 * How networks are called in op:network/@id. No registry fixes these names, so the operator does.
 *
 * @param cs circuit-switched network, {@code 3GPP-CS} by default
 * @param ps packet-switched network, {@code 3GPP-PS} by default
 * @param eps evolved packet system, {@code 3GPP-EPS} by default
 * @param fiveGs 5G system, {@code 3GPP-5GS} by default
 * @param wlan interworking wireless LAN, {@code I-WLAN} by default
 */
public record NetworkNames(String cs, String ps, String eps, String fiveGs, String wlan) {
  /** The IP multimedia subsystem has one name. */
  static final String IMS = "IMS";

  /** The two domains of the GSM and UMTS core by other names. */
  public NetworkNames(String cs, String ps) {
    this(cs, ps, "3GPP-EPS", "3GPP-5GS", "I-WLAN");
  }

  public static final NetworkNames DEFAULT = new NetworkNames("3GPP-CS", "3GPP-PS");
}
