package org.pna.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The IMSI in a name that a terminal makes of it (TS 23.003 clauses 13.3, 13.4B, 14.3, 19.3.2 and
 * 28.7.2). Only the permanent forms hold one: EAP-AKA (0), EAP-SIM (1) and EAP-AKA' (6) in an
 * access realm, and the bare IMSI in the IMS. A pseudonym or a name for fast re-authentication (2,
 * 3, 4, 5, 7, 8) may look like one and is none.
 */
final class DerivedImsi {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[016]([0-9]{6,15})@(?:wlan|nai\\.epc|nai\\.5gc)|([0-9]{6,15})@ims)"
              + "\\.mnc([0-9]{3})\\.mcc([0-9]{3})\\.3gppnetwork\\.org",
          Pattern.CASE_INSENSITIVE);

  private DerivedImsi() {}

  /**
   * The IMSI.
   *
   * @param name {@code user@realm}
   * @return null if the name holds none, or its realm is not that of the IMSI's network
   */
  static @Nullable Imsi of(String name) {
    Matcher form = NAME.matcher(name);
    if (!form.matches()) {
      return null;
    }
    String imsi = form.group(1) == null ? form.group(2) : form.group(1);
    String mnc = form.group(3);
    String mcc = form.group(4);
    boolean isOfRealm =
        imsi.startsWith(mcc + mnc)
            || (mnc.startsWith("0") && imsi.startsWith(mcc + mnc.substring(1)));
    return isOfRealm ? new Imsi(imsi) : null;
  }
}
