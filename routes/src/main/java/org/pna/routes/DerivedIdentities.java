package org.pna.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/**
 * Presentities derived from the messages themselves: for replay only, where a recorded trace is
 * read without a directory. A number, once seen with an IMSI, stays with it.
 */
public final class DerivedIdentities implements Identities {
  /** Beyond this many subscribers the one unseen for longest is forgotten. */
  private static final int MAX_SUBSCRIBERS = 1_000_000;

  private final Map<String, String> presentityByImsi =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_SUBSCRIBERS;
        }
      };

  @Override
  public synchronized Identification identify(List<SubscriberId> names) {
    String imsi = null;
    String msisdn = null;
    for (SubscriberId name : names) {
      if (name instanceof Imsi said) {
        imsi = said.digits();
      } else if (name instanceof Msisdn said) {
        msisdn = said.digits();
      }
    }
    String known = imsi == null ? null : presentityByImsi.get(imsi);
    if (msisdn != null) {
      if (known == null || !sameNumber(known, msisdn)) {
        known = "tel:+" + msisdn;
        if (imsi != null) {
          presentityByImsi.put(imsi, known);
        }
      }
    } else if (known == null && imsi != null) {
      known = temporaryIdentity(imsi); // not kept: a number seen later takes its place
    }
    if (known == null) {
      return new Identification.Foreign();
    }
    return new Identification.Known(known, List.of());
  }

  private static boolean sameNumber(String tel, String msisdn) {
    return tel.length() == msisdn.length() + 5 && tel.endsWith(msisdn);
  }

  /**
   * The temporary public identity (TS 23.003 clause 13.4B): three-digit MNC for the countries of
   * MCC 3xx, two digits elsewhere.
   */
  static String temporaryIdentity(String imsi) {
    String mcc = imsi.substring(0, 3);
    String mnc = imsi.charAt(0) == '3' ? imsi.substring(3, 6) : "0" + imsi.substring(3, 5);
    return "sip:" + imsi + "@ims.mnc" + mnc + ".mcc" + mcc + ".3gppnetwork.org";
  }
}
