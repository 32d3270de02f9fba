package org.pna.pl;

import java.util.Set;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/**
 * A location server (gateway mobile location centre).
 *
 * @param name that links and alarms have
 * @param prefixes of the IMSIs and MSISDNs that it is asked about, digits; empty for all
 * @param rate requests a second, at least 1
 * @param pending requests under way at once, at least 1
 */
public record Gmlc(String name, Set<String> prefixes, int rate, int pending) {
  public Gmlc {
    prefixes = Set.copyOf(prefixes);
  }

  /** Whether it is asked about a subscriber of that name. */
  boolean serves(SubscriberId subscriber) {
    if (prefixes.isEmpty()) {
      return true;
    }
    String digits =
        subscriber instanceof Imsi imsi
            ? imsi.digits()
            : subscriber instanceof Msisdn msisdn ? msisdn.digits() : "";
    return prefixes.stream().anyMatch(digits::startsWith);
  }
}
