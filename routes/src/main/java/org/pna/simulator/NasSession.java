package org.pna.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A data session that a NAS accounts for.
 *
 * @param id Acct-Session-Id
 * @param subscriber whose it is
 * @param nai User-Name; null for none
 * @param accessPoint Called-Station-Id: APN, W-APN, or address and name of a WLAN access point
 * @param framedAddress Framed-IP-Address, dotted
 * @param ratType 3GPP-RAT-Type: 1 UTRAN, 2 GERAN, 3 WLAN, 6 EUTRAN
 * @param userLocation 3GPP-User-Location-Info in hexadecimal; null for none
 */
public record NasSession(
    String id,
    Subscriber subscriber,
    @Nullable String nai,
    String accessPoint,
    String framedAddress,
    int ratType,
    @Nullable String userLocation) {
  private static final int UTRAN = 1;
  private static final int WLAN = 3;

  /** A PDP context in the home network's cell 240-99-6699-15437, as a GGSN reports it (Pk). */
  public static NasSession ofGgsn(String id, Subscriber subscriber, String framedAddress) {
    return new NasSession(
        id, subscriber, null, "internet", framedAddress, UTRAN, "0042f0991a2b3c4d");
  }

  /** A tunnel from a wireless LAN, as a PDG (Pp) or a 3GPP AAA server (Pr) reports it. */
  public static NasSession ofWlan(String id, Subscriber subscriber, String remoteAddress) {
    String nai = "0" + subscriber.imsi() + "@wlan.mnc099.mcc240.3gppnetwork.org";
    return new NasSession(id, subscriber, nai, "w-internet", remoteAddress, WLAN, null);
  }

  /** An attachment to a wireless LAN without a tunnel, as a 3GPP AAA server reports it (Pr). */
  public static NasSession ofAccess(String id, Subscriber subscriber, String address) {
    return ofWlan(id, subscriber, address).to("02-00-5E-10-00-01:operator");
  }

  private NasSession to(String where) {
    return new NasSession(id, subscriber, nai, where, framedAddress, ratType, userLocation);
  }

  /** The session of a number, of the subscriber of that number. */
  static NasSession numbered(int number, int turn) {
    return ofGgsn(
        String.format("0A000009%08X", turn * 100_000_000L + number),
        Subscriber.numbered(number),
        "10." + (number >> 16 & 0xff) + '.' + (number >> 8 & 0xff) + '.' + (number & 0xff));
  }

  /** It elsewhere. */
  public NasSession at(String location) {
    return by(ratType, location);
  }

  /** It elsewhere by another radio. */
  public NasSession by(int radio, String location) {
    return new NasSession(id, subscriber, nai, accessPoint, framedAddress, radio, location);
  }

  /** Its attributes but Acct-Status-Type and those of the NAS. */
  void write(NasAttributes attributes) {
    attributes.text(44, id).text(30, accessPoint).text(31, subscriber.msisdn());
    attributes.address(8, framedAddress).threeGppText(1, subscriber.imsi());
    attributes.threeGpp(21, new byte[] {(byte) ratType});
    if (nai != null) {
      attributes.text(1, nai);
    }
    if (userLocation != null) {
      attributes.threeGppHex(22, userLocation).threeGppText(18, "24099").threeGppText(10, "5");
      attributes.threeGppAddress(6, "10.0.0.8");
    }
  }
}
